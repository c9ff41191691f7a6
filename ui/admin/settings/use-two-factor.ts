import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useAttempt } from '../../base/feedback/use-attempt.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'

type Step = { readonly name: 'password' } | { readonly name: 'code'; readonly uri: string; readonly backup: readonly string[] }

/** The way to a second step of sign-in (password, picture, first code), or away from it (password). */
export const useTwoFactor = (on: boolean) => {
  const w = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const [step, setStep] = useState<Step | null>(null)
  const [typed, setTyped] = useState('')
  const { busy, problem, attempt, forget } = useAttempt()
  const close = () => {
    setStep(null)
    setTyped('')
    forget()
  }
  const go = () =>
    attempt(async () => {
      if (step?.name === 'code') await request('/me/two-factor/confirm', { body: { code: typed.trim() } })
      else if (on) await request('/me/two-factor', { method: 'DELETE', body: { password: typed } })
      else {
        const { uri, backup_codes } = await request<{ uri: string; backup_codes: string[] }>('/me/two-factor', {
          body: { password: typed },
        })
        setStep({ name: 'code', uri, backup: backup_codes })
        setTyped('')
        return
      }
      close()
      toast.done(w('toast.saved'))
      await client.invalidateQueries({ queryKey: ['me'] })
    })
  return { step, begin: () => setStep({ name: 'password' }), typed, setTyped, go, close, busy, problem }
}
