import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'

/** Does something that takes a while and may be refused; what was refused is said. */
export const useDoing = () => {
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const doing = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, doing }
}
