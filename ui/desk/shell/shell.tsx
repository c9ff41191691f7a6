import './shell.css'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMeta } from '../../base/client/meta.ts'
import { Problem } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'
import { Failure } from '../../base/feedback/states.tsx'
import { Mark } from '../../base/icons/mark.tsx'
import { CommandProvider } from '../command/command-provider.tsx'
import { FormDrawerProvider } from './create.tsx'
import { House } from './house.tsx'

/** The house around every page: waits for who is signed in and for the model, else sends to sign-in. */
export const Shell = () => {
  const me = useMe()
  const meta = useMeta()
  const navigate = useNavigate()
  const out =
    (me.error instanceof Problem && me.error.status === 401) || (meta.error instanceof Problem && meta.error.status === 401)
  useEffect(() => {
    if (out) void navigate({ to: '/sign-in', search: { next: location.pathname + location.search } as never, replace: true })
  }, [out, navigate])
  const renew = me.data?.account.must_change === true
  useEffect(() => {
    if (renew) void navigate({ to: '/sign-in/password', replace: true })
  }, [renew, navigate])
  if (renew) return null
  if (me.data && meta.data)
    return (
      <CommandProvider>
        <FormDrawerProvider>
          <House />
        </FormDrawerProvider>
      </CommandProvider>
    )
  if (out) return null
  const error = me.error ?? meta.error
  if (error)
    return (
      <div style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
        <Failure
          error={error}
          retry={() => {
            void me.refetch()
            void meta.refetch()
          }}
        />
      </div>
    )
  return (
    <div className="lk-boot">
      <Mark size={36} />
    </div>
  )
}
