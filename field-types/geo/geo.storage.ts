import { isObject } from '@lianke/kernel'
import { sql } from 'kysely'
import { defineFieldStorage, badValue } from '@lianke/platform/field-storage'

const earthRadiusM = 6_371_008.8
const metresPerDegree = (Math.PI * earthRadiusM) / 180

interface Circle {
  readonly lat: number
  readonly lng: number
  readonly radius: number
  readonly south: number
  readonly north: number
}
const circleOf = (value: unknown, field: string): Circle => {
  const { lat, lng, radius_m: radius } = isObject(value) ? value : {}
  const fits =
    typeof lat === 'number' &&
    typeof lng === 'number' &&
    typeof radius === 'number' &&
    Math.abs(lat) <= 90 &&
    Math.abs(lng) <= 180 &&
    radius > 0 &&
    radius <= 20_100_000
  if (!fits) return badValue(field, 'near takes { lat, lng, radius_m }')
  const degrees = radius / metresPerDegree + 1e-6
  return { lat, lng, radius, south: lat - degrees, north: lat + degrees }
}

/** Two columns of degrees; distance by the haversine of a sphere in both stores. */
export const geoStorage = defineFieldStorage({
  name: 'geo',
  keyColumn: (name) => `${name}_lat`,
  index: { kind: 'equal' },
  columns: (name) => [
    { name: `${name}_lat`, type: 'double precision' },
    { name: `${name}_lng`, type: 'double precision' },
  ],
  toColumns: (value, name) => {
    const { lat = null, lng = null } = isObject(value) ? value : {}
    return { [`${name}_lat`]: lat, [`${name}_lng`]: lng }
  },
  fromColumns: (row, name) => {
    const [lat, lng] = [row[`${name}_lat`], row[`${name}_lng`]]
    return typeof lat === 'number' && typeof lng === 'number' ? { lat, lng } : null
  },
  filter: (op, value, name, _options, ref) => {
    const [lat, lng] = [ref(`${name}_lat`), ref(`${name}_lng`)]
    if (op === 'empty') return sql<boolean>`${lat} is null`
    if (op === 'not_empty') return sql<boolean>`${lat} is not null`
    const at = circleOf(value, name)
    const here = sql`${at.lat}::float8`
    return sql<boolean>`(${lat} between ${at.south}::float8 and ${at.north}::float8 and ${2 * earthRadiusM}::float8 * asin(least(1, sqrt(
      power(sin(radians(${lat} - ${here}) / 2), 2) + cos(radians(${here})) * cos(radians(${lat})) * power(sin(radians(${lng} - ${at.lng}::float8) / 2), 2)))) <= ${at.radius}::float8)`
  },
  analytics: (name) => [
    { name: `${name}_lat`, type: 'Nullable(Float64)' },
    { name: `${name}_lng`, type: 'Nullable(Float64)' },
  ],
  toAnalytics: (value, name) => geoStorage.toColumns(value, name, {}),
  analyticsFilter: (op, value, name, _options, ref, param) => {
    const [lat, lng] = [ref(`${name}_lat`), ref(`${name}_lng`)]
    if (op === 'empty') return `isNull(${lat})`
    if (op === 'not_empty') return `isNotNull(${lat})`
    const at = circleOf(value, name)
    const number = (n: number) => param(n, 'Float64')
    return (
      `(${lat} >= ${number(at.south)} and ${lat} <= ${number(at.north)} and ${2 * earthRadiusM} * asin(least(1, sqrt(` +
      `pow(sin(radians(${lat} - ${number(at.lat)}) / 2), 2) + cos(radians(${number(at.lat)})) * cos(radians(${lat})) * pow(sin(radians(${lng} - ${number(at.lng)}) / 2), 2)))) <= ${number(at.radius)})`
    )
  },
})
