import type { GeoValue } from '@lianke/kernel'
import { useState } from 'react'
import {
  type DisplayProps,
  Icon,
  type PhoneInputProps,
  type PhoneWidget,
  usePosition,
  useToast,
  useWords,
} from '@lianke/ui/field-phone'

const digits = 5
const asked = ['lat', 'lng'] as const
const pointOf = (value: unknown): Partial<GeoValue> => (typeof value === 'object' && value !== null ? value : {})

const Display = ({ value }: DisplayProps) => {
  const { lat, lng } = pointOf(value)
  return (
    <span className="lk-num">
      {Number(lat).toFixed(digits)}, {Number(lng).toFixed(digits)}
    </span>
  )
}
/** Typed, or taken where the phone is. */
const Input = ({ value, onChange, id, bad }: PhoneInputProps) => {
  const w = useWords()
  const toast = useToast()
  const position = usePosition()
  const [busy, setBusy] = useState(false)
  const [half, setHalf] = useState<Readonly<Record<string, string>>>({})
  const given = pointOf(value)
  const set = (name: 'lat' | 'lng', said: string) => {
    setHalf((old) => ({ ...old, [name]: said }))
    const number = said.trim() === '' ? undefined : Number(said)
    const next = { ...given, [name]: Number.isFinite(number) ? number : undefined }
    onChange(next.lat === undefined && next.lng === undefined ? null : next)
  }
  const here = async () => {
    setBusy(true)
    try {
      onChange(await position())
      setHalf({})
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className="lkm-joined">
      {asked.map((name, index) => (
        <input
          key={name}
          id={index === 0 ? id : undefined}
          className="lkm-input"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          placeholder={w(`field.${name}`)}
          aria-label={w(`field.${name}`)}
          aria-invalid={bad}
          value={half[name] ?? given[name] ?? ''}
          onChange={(event) => set(name, event.target.value)}
        />
      ))}
      <button
        type="button"
        className="lkm-icon-button"
        aria-label={w('field.here')}
        aria-busy={busy}
        disabled={busy}
        onClick={() => void here()}
      >
        <Icon name={busy ? 'hourglass' : 'map-pin'} size={20} />
      </button>
    </span>
  )
}
export const geoPhone: PhoneWidget = { Display, Input, label: 'title' }
