import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from 'react'

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
  const open = useCallback((next: CreateRequest) => setRequest({ ...next, key: Date.now() }), [])
  const close = useCallback(() => setRequest(null), [])
  const drawer = useMemo(() => request && <Suspense><FormDrawer key={request.key} request={request} close={close} /></Suspense>, [request, close])
  return <Context value={open}>{children}{drawer}</Context>
}
