import { Button, InputNumber, Space } from 'antd'
import { type GeoValue, partOf } from '@lianke/kernel'
import {
  useWords,
  Icon,
  type DisplayProps,
  type FieldWidget,
  type FilterEditorProps,
  type InputProps,
} from '@lianke/ui/field-desk'

/** How far around a point one looks at first. */
const radiusM = 5000

const Display = ({ value }: DisplayProps) => {
  return (
    <span className="lk-num">
      {Number(partOf(value, 'lat')).toFixed(5)}, {Number(partOf(value, 'lng')).toFixed(5)}
    </span>
  )
}
const numberAt = (value: unknown, part: 'lat' | 'lng' | 'radius_m'): number | undefined => {
  const found = partOf(value, part)
  return typeof found === 'number' ? found : undefined
}
const Input = ({ value, onChange, id, disabled }: InputProps) => {
  const w = useWords()
  const given: Partial<GeoValue> = { lat: numberAt(value, 'lat'), lng: numberAt(value, 'lng') }
  const set = (part: Partial<GeoValue>) => {
    const next = { ...given, ...part }
    onChange(next.lat === undefined && next.lng === undefined ? null : next)
  }
  return (
    <Space.Compact block>
      <InputNumber
        id={id}
        disabled={disabled}
        controls={false}
        style={{ width: '50%' }}
        min={-90}
        max={90}
        placeholder={w('field.lat')}
        value={given.lat ?? null}
        onChange={(lat) => set({ lat: lat ?? undefined })}
      />
      <InputNumber
        disabled={disabled}
        controls={false}
        style={{ width: '50%' }}
        min={-180}
        max={180}
        placeholder={w('field.lng')}
        value={given.lng ?? null}
        onChange={(lng) => set({ lng: lng ?? undefined })}
      />
      <Button
        disabled={disabled}
        aria-label={w('field.here')}
        title={w('field.here')}
        icon={<Icon name="map-pin" size={14} />}
        onClick={() =>
          navigator.geolocation.getCurrentPosition(({ coords }) => onChange({ lat: coords.latitude, lng: coords.longitude }))
        }
      />
    </Space.Compact>
  )
}
const FilterEditor = ({ value, onChange }: FilterEditorProps) => {
  const w = useWords()
  const near = { lat: numberAt(value, 'lat'), lng: numberAt(value, 'lng'), radius_m: numberAt(value, 'radius_m') ?? radiusM }
  const set = (part: object) => onChange({ ...near, ...part })
  return (
    <span className="lk-row" style={{ gap: 4 }}>
      <InputNumber
        size="small"
        controls={false}
        style={{ width: 84 }}
        placeholder={w('field.lat')}
        value={near.lat ?? null}
        onChange={(lat) => set({ lat })}
      />
      <InputNumber
        size="small"
        controls={false}
        style={{ width: 84 }}
        placeholder={w('field.lng')}
        value={near.lng ?? null}
        onChange={(lng) => set({ lng })}
      />
      <InputNumber
        size="small"
        controls={false}
        style={{ width: 96 }}
        min={0.1}
        suffix={w('near.radius')}
        value={near.radius_m / 1000}
        onChange={(km) => set({ radius_m: (km ?? radiusM / 1000) * 1000 })}
      />
    </span>
  )
}
export const geoDesk: FieldWidget = {
  align: 'start',
  width: 160,
  icon: 'map-pin',
  Display,
  Input,
  FilterEditor,
  wide: true,
  unlisted: true,
}
