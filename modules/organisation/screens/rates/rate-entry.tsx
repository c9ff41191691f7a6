import { currencies, label } from '@lianke/kernel'
import { useCommand, useText, useToast } from '@lianke/ui'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'

interface RateEntryProps {
  readonly own: string
  readonly today: string
  readonly currency: string | null
  choose(currency: string): void
}

/** What is typed of a rate, and keeping it: the day stays for the next one. */
const useRateEntry = (currency: string | null, today: string) => {
  const text = useText()
  const toast = useToast()
  const keep = useCommand<{ id: string; created: boolean }>('rate.keep')
  const [day, setDay] = useState(today)
  const [rate, setRate] = useState('')
  const ready = currency !== null && day !== '' && rate.trim() !== ''
  const save = () => {
    if (!ready) return
    keep.mutate(
      { currency, holds_from: day, rate: rate.trim() },
      {
        onError: toast.failed,
        onSuccess: ({ created }) => {
          setRate('')
          toast.done(
            text(
              created
                ? label('{currency} 自 {day} 起的汇率已保存', '{currency} is worth that from {day} on')
                : label('{currency} {day} 的汇率已更正', '{currency} of {day} is corrected'),
              { currency, day },
            ),
          )
        },
      },
    )
  }
  return { day, setDay, rate, setRate, ready, keeping: keep.isPending, save }
}

/** Enters one rate: currency, day, what one is worth. Enter keeps it. */
export const RateEntry = ({ own, today, currency, choose }: RateEntryProps) => {
  const text = useText()
  const { day, setDay, rate, setRate, ready, keeping, save } = useRateEntry(currency, today)
  return (
    <form
      className="lk-rate-entry"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label>
        <span className="lk-label">{text(label('币种', 'Currency'))}</span>
        <Select
          showSearch
          style={{ width: 110 }}
          value={currency}
          options={[...currencies].filter((code) => code !== own).map((value) => ({ value, label: value }))}
          onChange={choose}
        />
      </label>
      <label>
        <span className="lk-label">{text(label('生效日期', 'Holds from'))}</span>
        <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} style={{ width: 150 }} />
      </label>
      <label>
        <span className="lk-label">
          {text(label('1 {currency} 折合 {own}', '1 {currency} in {own}'), { currency: currency ?? '…', own })}
        </span>
        <Input
          inputMode="decimal"
          placeholder="0.00000000"
          value={rate}
          onChange={(event) => setRate(event.target.value)}
          style={{ width: 160 }}
        />
      </label>
      <Button type="primary" htmlType="submit" disabled={!ready} loading={keeping}>
        {text(label('保存', 'Save'))}
      </Button>
    </form>
  )
}
