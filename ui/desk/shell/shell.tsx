import './shell.css'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMeta } from '../../base/client/meta.ts'
import { useGate } from '../../base/client/use-gate.ts'
import { Failure } from '../../base/feedback/states.tsx'
import { Mark } from '../../base/icons/mark.tsx'
import { CommandProvider } from '../command/command-provider.tsx'
import { FormDrawerProvider } from './create.tsx'
import { House } from './house.tsx'

/** The house around every page: waits for who is signed in and for the model, else sends to sign-in. */
export const Shell = () => {
  const { out, renew, ready, error, again } = useGate(useMeta())
  const navigate = useNavigate()
  useEffect(() => {
    if (out) void navigate({ to: '/sign-in', search: { next: location.pathname + location.search } as never, replace: true })
  }, [out, navigate])
  useEffect(() => {
    if (renew) void navigate({ to: '/sign-in/password', replace: true })
  }, [renew, navigate])
  if (renew) return null
  if (ready)
    return (
      <CommandProvider>
        <FormDrawerProvider>
          <House />
        </FormDrawerProvider>
      </CommandProvider>
    )
  if (out) return null
  if (error)
    return (
      <div style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
        <Failure error={error} retry={again} />
      </div>
    )
  return (
    <div className="lk-boot">
      <Mark size={36} />
    </div>
  )
}
