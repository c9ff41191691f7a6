import './segment.css'
import { type Filter, label } from '@lianke/kernel'
import { recordPath, request, useText } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Saying } from './saying.tsx'

interface Membership {
  readonly segment: string
  readonly name: string
  readonly by_hand: boolean
  readonly because: readonly Filter[]
}
const shownFirst = 4

/** The segments a person is in, each with the conditions that put them there. */
const SegmentsOfPerson = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const [all, setAll] = useState(false)
  const { data } = useQuery({
    queryKey: ['rows', 'marketing.segment', 'of', id],
    queryFn: ({ signal }) => request<{ data: Membership[] }>('/commands/segment.of_person', { body: { id }, signal }),
    retry: false,
    staleTime: 10_000,
  })
  const segments = data?.data ?? []
  if (segments.length === 0) return null
  return (
    <section className="lk-person-segments" aria-label={text(label('所在分群', 'In segments'))}>
      <h3 className="lk-side-title">
        {text(label('所在分群', 'In segments'))} <span className="lk-num">{segments.length}</span>
      </h3>
      {segments.slice(0, all ? undefined : shownFirst).map((one) => (
        <Link key={one.segment} to={recordPath('marketing.segment', one.segment)} className="lk-person-segment">
          <b className="lk-ellipsis">{one.name}</b>
          <small>
            {one.by_hand
              ? text(label('固定加入', 'Added by hand'))
              : one.because.map((condition, place) => (
                  <span key={place}>
                    {place > 0 ? '；' : ''}
                    <Saying filter={condition} />
                  </span>
                ))}
          </small>
        </Link>
      ))}
      {segments.length > shownFirst ? (
        <button type="button" className="lk-plain lk-muted lk-person-segment" onClick={() => setAll(!all)}>
          {all ? text(label('收起', 'Less')) : text(label('还有 {n} 个', '{n} more'), { n: segments.length - shownFirst })}
        </button>
      ) : null}
    </section>
  )
}
export default SegmentsOfPerson
