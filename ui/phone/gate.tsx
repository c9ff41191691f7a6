import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useMeta } from '../base/client/phone-model.ts'
import { useGate } from '../base/client/use-gate.ts'
import { Mark } from '../base/icons/mark.tsx'
import { justTried, signInBy, useChatApp } from '../base/registry/chat-app.ts'
import { Failure } from './failure.tsx'
import { forgetAnswers } from './kept-answers.ts'

/** Waits for who is signed in and for the model; nobody signed in goes through the chat application we are in, else to the door. */
export const Gate = ({ children }: { readonly children: ReactNode }) => {
  const { out, renew, ready, error, again } = useGate(useMeta())
  const client = useQueryClient()
  const navigate = useNavigate()
  const app = useChatApp()
  useEffect(() => {
    if (!out) return
    forgetAnswers()
    const here = location.pathname + location.search
    // A second try within the minute would turn in a circle: then a password may help.
    if (app && !justTried(app)) return signInBy(app, here)
    client.clear()
    void navigate({ to: '/sign-in', search: { next: here } as never, replace: true })
  }, [out, client, navigate, app])
  useEffect(() => {
    // One page for it, the desk's: it is the same form on a phone.
    if (renew) location.assign('/sign-in/password')
  }, [renew])
  if (out || renew)
    return (
      <div className="lkm-boot">
        <Mark size={36} />
      </div>
    )
  if (ready) return children
  if (error)
    return (
      <div className="lkm-boot">
        <Failure error={error} retry={again} />
      </div>
    )
  return (
    <div className="lkm-boot">
      <Mark size={36} />
    </div>
  )
}
