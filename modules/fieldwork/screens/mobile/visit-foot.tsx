import { label, type Row } from '@lianke/kernel'
import { Button, Icon, useCommand, usePosition, useText, useToast } from '@lianke/ui/phone'
import { useState } from 'react'

/** Checks in on the spot, then completes with a summary. */
export const VisitFoot = ({ row, summary }: { readonly row: Row; readonly summary: string }) => {
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
