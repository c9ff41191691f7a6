import { defineFieldType, halfWidth, isObject, label, maker, type Normalised, orNull, wrongType } from '@lianke/kernel/field-type'

export interface GeoValue {
  readonly lat: number
  readonly lng: number
}

/** What a field of this type may say of itself, and its value. */
export interface GeoShape {
  readonly options: object
  readonly value: GeoValue
}

// Seven decimals are a centimetre.
const rounded = (n: number): number => Math.round(n * 1e7) / 1e7

const normalise = (input: unknown): Normalised => {
  if (input === null || input === undefined) return { value: null }
  if (typeof input === 'string') return fromText(input)
  const { lat, lng } = isObject(input) ? input : {}
  if (typeof lat !== 'number' || typeof lng !== 'number' || !Number.isFinite(lat) || !Number.isFinite(lng))
    return wrongType('geo')
  if (Math.abs(lat) > 90) return { problem: 'field.out_of_range', params: { min: -90, max: 90 } }
  if (Math.abs(lng) > 180) return { problem: 'field.out_of_range', params: { min: -180, max: 180 } }
  return { value: { lat: rounded(lat) + 0, lng: rounded(lng) + 0 } }
}

const fromText = (text: string): Normalised => {
  const half = halfWidth(text)
  if (half === '') return { value: null }
  const match = /^(-?\d{1,3}(?:\.\d+)?)[,\s]+(-?\d{1,3}(?:\.\d+)?)$/.exec(half)
  return match ? normalise({ lat: Number(match[1]), lng: Number(match[2]) }) : wrongType('geo')
}

const plain = (n: number): string => n.toFixed(7).replace(/\.?0+$/, '')

/** A point, WGS 84: `31.2304,121.4737`. */
export const geoType = defineFieldType({
  name: 'geo',
  place: 180,
  label: label('坐标', 'Location'),
  help: label('地图上的一点', 'A point on the map'),
  normalise,
  fromText,
  toText: (value) => {
    if (!isObject(value)) return ''
    return `${plain(Number(value.lat))},${plain(Number(value.lng))}`
  },
  operators: ['near', 'empty', 'not_empty'],
  sortable: false,
  report: 'none',
  expression: 'dyn',
  schema: (options) => {
    const properties = {
      lat: { type: 'number', minimum: -90, maximum: 90 },
      lng: { type: 'number', minimum: -180, maximum: 180 },
    }
    const point = { type: 'object', required: ['lat', 'lng'], properties }
    return { read: orNull(point, options), write: orNull({ ...point, type: ['object', 'string'] }, options) }
  },
  writable: true,
})
export const geo = maker('geo')
