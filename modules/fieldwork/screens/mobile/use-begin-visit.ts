import { label } from '@lianke/kernel'
import { useCommand, usePosition, useSave, useText, useToast } from '@lianke/ui/phone'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

/** Begins a visit here and now: the position is taken first, so that a refusal leaves nothing behind. */
export const useBeginVisit = (person: string) => {
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const position = usePosition()
  const save = useSave('fieldwork.visit')
  const checkIn = useCommand('visit.check_in')
  const [busy, setBusy] = useState(false)
  const begin = async (subject: string) => {
    setBusy(true)
    try {
      const here = await position()
      const made = await save.mutateAsync({ values: { subject, person, planned_at: new Date().toISOString() } })
      try {
        await checkIn.mutateAsync({ id: made.id, ...here })
        toast.done(text(label('已签到', 'Checked in')))
      } catch (error) {
        // The visit stands as planned; its page offers to check in again.
        toast.failed(error)
      }
      void navigate({ to: `/visits/${made.id}`, replace: true })
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return { begin, busy }
}
