import { label, type Row, referenceIn } from '@lianke/kernel'
import {
  Button,
  Failure,
  Icon,
  Line,
  OptionPill,
  Photos,
  Screen,
  Section,
  Skeleton,
  useCommand,
  useModel,
  usePosition,
  useMoment,
  useRecord,
  useSave,
  useText,
  useToast,
  usePathPart,
} from '@lianke/ui/phone'
import { useState } from 'react'

const visit = 'fieldwork.visit'
const photosMax = 9
const idsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).map((one: unknown) =>
    typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : String(one),
  )

const Foot = ({ row, summary }: { readonly row: Row; readonly summary: string }) => {
  const text = useText()
  const toast = useToast()
  const position = usePosition()
  const checkIn = useCommand('visit.check_in')
  const complete = useCommand('visit.complete')
  const [busy, setBusy] = useState(false)
  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true)
    try {
      await work()
      toast.done(done)
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  if (row.status === 'planned')
    return (
      <Button
        block
        color="primary"
        size="large"
        loading={busy}
        onClick={() =>
          void act(async () => checkIn.mutateAsync({ id: row.id, ...(await position()) }), text(label('已签到', 'Checked in')))
        }
      >
        <span className="lkm-button-face">
          <Icon name="map-pin" size={18} />
          {text(label('签到', 'Check in'))}
        </span>
      </Button>
    )
  return (
    <Button
      block
      color="primary"
      size="large"
      disabled={!summary.trim()}
      loading={busy}
      onClick={() =>
        void act(
          () => complete.mutateAsync({ id: row.id, summary: summary.trim() }),
          text(label('拜访已完成', 'Visit completed')),
        )
      }
    >
      {text(label('完成拜访', 'Complete the visit'))}
    </Button>
  )
}

/** One visit: check in on the spot, photos, summary. */
const VisitPage = () => {
  const text = useText()
  const toast = useToast()
  const { full } = useMoment()
  const id = usePathPart('id') ?? ''
  const { data: row, error, refetch } = useRecord(visit, id)
  const status = useModel().object(visit)?.fields.status
  const save = useSave(visit)
  const [summary, setSummary] = useState('')
  const title = text(label('拜访', 'Visit'))
  if (!row)
    return (
      <Screen title={title} back="/">
        {error ? <Failure error={error} retry={() => void refetch()} /> : <Skeleton rows={4} height={56} />}
      </Screen>
    )
  const who = referenceIn(row.person ?? row.account)
  const open = row.status === 'checked_in'
  const photos = idsOf(row.photos)
  return (
    <Screen
      title={title}
      back="/"
      foot={
        open || row.status === 'planned' ? (
          <div className="lkm-foot-button">
            <Foot row={row} summary={summary} />
          </div>
        ) : null
      }
    >
      <Section>
        <Line
          title={
            <>
              <b>{String(row.subject)}</b>
              {status ? <OptionPill field={status} value={String(row.status)} /> : null}
            </>
          }
          note={
            typeof row.planned_at === 'string'
              ? text(label('计划 {at}', 'Planned {at}'), { at: full(row.planned_at).slice(0, 16) })
              : undefined
          }
        />
        {who ? (
          <Line
            to={row.person ? `/customers/${who.id}` : undefined}
            lead={<Icon name={row.person ? 'user' : 'building'} size={20} />}
            title={who.title ?? ''}
          />
        ) : null}
        {typeof row.checked_in_at === 'string' ? (
          <Line
            lead={<Icon name="map-pin" size={20} />}
            title={text(label('{at} 签到', 'Checked in {at}'), { at: full(row.checked_in_at).slice(0, 16) })}
            note={
              row.distance_m === null || row.distance_m === undefined
                ? text(label('没有预设位置，只记录了签到地点', 'No target was set; the place was recorded'))
                : text(label('距离目标 {n} 米', '{n} m from the target'), { n: Number(row.distance_m) })
            }
          />
        ) : null}
      </Section>
      {open || photos.length > 0 ? (
        <Section title={text(label('照片', 'Photos'))}>
          <Photos
            ids={photos}
            max={open ? photosMax : photos.length}
            on={`${visit}:${id}`}
            onChange={(ids) => save.mutate({ id, values: { photos: ids } }, { onError: toast.failed })}
          />
        </Section>
      ) : null}
      {open ? (
        <Section title={text(label('总结', 'Summary'))}>
          <div className="lkm-field" style={{ paddingTop: 0, paddingBottom: 16 }}>
            <textarea
              className="lkm-input"
              rows={4}
              maxLength={10_000}
              aria-label={text(label('拜访总结', 'Summary of the visit'))}
              placeholder={text(label('谈了什么，结果如何', 'What was discussed and agreed'))}
              value={summary}
              onChange={(event) => setSummary(event.target.value)}
            />
          </div>
        </Section>
      ) : row.summary ? (
        <Section title={text(label('总结', 'Summary'))}>
          <p className="lkm-note" style={{ paddingTop: 0, color: 'var(--lk-text)', whiteSpace: 'pre-wrap' }}>
            {String(row.summary)}
          </p>
        </Section>
      ) : null}
    </Screen>
  )
}
export default VisitPage
