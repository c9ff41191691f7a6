import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../i18n/i18n.ts'

/** Renders its children only after 300 ms, so that quick answers never flash. */
export const Patience = ({ children }: { readonly children: ReactNode }) => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return late ? <div className="lk-appear">{children}</div> : null
}

/** Quiet lines in the place of text that is on its way. */
export const Skeleton = ({ rows = 6, height = 44 }: { readonly rows?: number; readonly height?: number }) => {
  const w = useWords()
  return (
    <Patience>
      <div role="status" aria-label={w('common.loading')}>
        {Array.from({ length: rows }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
          <div
            key={i}
            className="lk-row"
            style={{ height, padding: '0 16px', gap: 24, borderBottom: '1px solid var(--lk-hairline)' }}
          >
            <span className="lk-skeleton" style={{ width: `${14 + ((i * 7) % 10)}%` }} />
            <span className="lk-skeleton" style={{ width: `${20 + ((i * 11) % 16)}%` }} />
            <span className="lk-skeleton" style={{ width: `${8 + ((i * 5) % 9)}%` }} />
          </div>
        ))}
      </div>
    </Patience>
  )
}
