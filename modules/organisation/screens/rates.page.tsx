import './rates/rates.css'
import { label } from '@lianke/kernel'
import { Failure, Page, Skeleton, useText } from '@lianke/ui'
import { useState } from 'react'
import { RateEntry } from './rates/rate-entry.tsx'
import { RateHistory } from './rates/rate-history.tsx'
import { rateText, type StandingRate, useRates } from './rates/use-rates.ts'

const CurrencyList = ({
  rates,
  today,
  chosen,
  choose,
}: {
  readonly rates: readonly StandingRate[]
  readonly today: string
  readonly chosen: string | null
  choose(currency: string): void
}) => {
  const text = useText()
  return (
    <nav className="lk-rates-list" aria-label={text(label('币种', 'Currencies'))}>
      {rates.length === 0 ? (
        <p className="lk-muted">{text(label('还没有汇率，在右边录入第一条', 'No rates yet: enter the first one beside'))}</p>
      ) : null}
      {rates.map(({ currency, rate, holds_from }) => (
        <button
          key={currency}
          type="button"
          className={`lk-rates-item${currency === chosen ? ' active' : ''}`}
          aria-pressed={currency === chosen}
          onClick={() => choose(currency)}
        >
          <span>{currency}</span>
          <span className="lk-num">{holds_from <= today ? rateText(rate) : '—'}</span>
          <span className="lk-label lk-num">{holds_from}</span>
        </button>
      ))}
    </nav>
  )
}

/** Currencies with what they are worth today on the left; on the right a rate is entered, above all there are of the chosen one. */
const RatesPage = () => {
  const text = useText()
  const { data, error, isPending, refetch } = useRates()
  const [asked, setAsked] = useState<string | null>(null)
  const chosen = asked ?? data?.data[0]?.currency ?? null
  return (
    <Page
      full
      title={text(label('汇率', 'Exchange rates'))}
      lead={text(
        label(
          '外币金额按单据日期当天或之前最近的汇率折合成本位币；补录或更正后会重新折算',
          'Amounts in other currencies are worth what the newest rate on or before their day says; they follow rates that come late or are corrected',
        ),
      )}
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={8} />
      ) : (
        <div className="lk-rates">
          <CurrencyList rates={data.data} today={data.today} chosen={chosen} choose={setAsked} />
          <div className="lk-rates-main">
            <RateEntry own={data.currency} today={data.today} currency={chosen} choose={setAsked} />
            {chosen ? <RateHistory currency={chosen} today={data.today} /> : null}
          </div>
        </div>
      )}
    </Page>
  )
}
export default RatesPage
