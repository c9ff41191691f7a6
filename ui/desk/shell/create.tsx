import { useNavigate } from '@tanstack/react-router'
import { createContext, Fragment, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from 'react'
import { listPath } from '../../base/client/peek.ts'
import { TypedAhead } from '../../base/keys/typed-ahead.tsx'
import { useRegistry } from '../../base/registry/registry.tsx'

const FormDrawer = lazy(() => import('../object-form/form-drawer.tsx'))

export interface CreateRequest {
  readonly object: string
  /** Absent: a new record. */
  readonly id?: string
  readonly defaults?: Readonly<Record<string, unknown>>
  readonly done?: (id: string) => void
}
const Context = createContext<(request: CreateRequest) => void>(() => undefined)

/** Opens the form of any object beside the page, from anywhere. */
export const useFormDrawer = () => useContext(Context)

export const FormDrawerProvider = ({ children }: { readonly children: ReactNode }) => {
  const [request, setRequest] = useState<(CreateRequest & { key: number }) | null>(null)
  const { pages } = useRegistry()
  const navigate = useNavigate()
  // A module may make a page of its own for new records; it is given what the form would have been given.
  const open = useCallback(
    (next: CreateRequest) => {
      const path = `${listPath(next.object)}/new`
      if (!next.id && pages.some((page) => page.path === path && page.device !== 'mobile'))
        void navigate({ to: path, search: (next.defaults ? { defaults: next.defaults } : {}) as never })
      else setRequest({ ...next, key: Date.now() })
    },
    [pages, navigate],
  )
  const close = useCallback(() => setRequest(null), [])
  const drawer = useMemo(
    () =>
      request && (
        <Fragment key={request.key}>
          <TypedAhead />
          <Suspense>
            <FormDrawer request={request} close={close} />
          </Suspense>
        </Fragment>
      ),
    [request, close],
  )
  return (
    <Context value={open}>
      {children}
      {drawer}
    </Context>
  )
}
