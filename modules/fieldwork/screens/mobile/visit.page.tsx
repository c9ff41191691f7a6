import { label, type Row } from '@lianke/kernel'
import { Failure, Photos, Screen, Section, Skeleton, usePathPart, useRecord, useSave, useText, useToast } from '@lianke/ui/phone'
import { useState } from 'react'
import { VisitFacts } from './visit-facts.tsx'
import { VisitFoot } from './visit-foot.tsx'

const visit = 'fieldwork.visit'
const photosMax = 9
const idsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).map((one: unknown) =>
    typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : String(one),
  )
const isOpen = (row: Row): boolean => row.status === 'checked_in'

/** Photos of the visit; more may be taken while it goes on. */
const VisitPhotos = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const toast = useToast()
  const save = useSave(visit)
  const photos = idsOf(row.photos)
  if (!isOpen(row) && photos.length === 0) return null
  return (
    <Section title={text(label('照片', 'Photos'))}>
      <Photos
        ids={photos}
        max={isOpen(row) ? photosMax : photos.length}
        on={`${visit}:${row.id}`}
        onChange={(ids) => save.mutate({ id: row.id, values: { photos: ids } }, { onError: toast.failed })}
      />
    </Section>
  )
}

/** What came of it: written while the visit goes on, read afterwards. */
const Summary = ({ row, value, onChange }: { readonly row: Row; readonly value: string; onChange(summary: string): void }) => {
  const text = useText()
  if (!isOpen(row) && !row.summary) return null
  return (
    <Section title={text(label('总结', 'Summary'))}>
      {isOpen(row) ? (
        <div className="lkm-field" style={{ paddingTop: 0, paddingBottom: 16 }}>
          <textarea
            className="lkm-input"
            rows={4}
            maxLength={10_000}
            aria-label={text(label('拜访总结', 'Summary of the visit'))}
            placeholder={text(label('谈了什么，结果如何', 'What was discussed and agreed'))}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      ) : (
        <p className="lkm-note" style={{ paddingTop: 0, color: 'var(--lk-text)', whiteSpace: 'pre-wrap' }}>
          {String(row.summary)}
        </p>
      )}
    </Section>
  )
}

/** One visit: check in on the spot, photos, summary. */
const VisitPage = () => {
  const text = useText()
  const id = usePathPart('id') ?? ''
  const { data: row, error, refetch } = useRecord(visit, id)
  const [summary, setSummary] = useState('')
  const title = text(label('拜访', 'Visit'))
  if (!row)
    return (
      <Screen title={title} back="/">
        {error ? <Failure error={error} retry={() => void refetch()} /> : <Skeleton rows={4} height={56} />}
      </Screen>
    )
  const foot =
    isOpen(row) || row.status === 'planned' ? (
      <div className="lkm-foot-button">
        <VisitFoot row={row} summary={summary} />
      </div>
    ) : null
  return (
    <Screen title={title} back="/" foot={foot}>
      <VisitFacts row={row} />
      <VisitPhotos row={row} />
      <Summary row={row} value={summary} onChange={setSummary} />
    </Screen>
  )
}
export default VisitPage
