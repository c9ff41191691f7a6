import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { sayProblem } from './say-problem.ts'
import type { Toast } from './toast-contract.ts'
import { useWords } from '../i18n/i18n.ts'

interface Notice {
  readonly key: number
  readonly text: string
  readonly failed: boolean
  readonly undo?: () => Promise<unknown> | undefined
  readonly open?: { readonly label: string; run(): void }
}
const shownMs = 2500
const failedMs = 6000
const undoMs = 8000
const Context = createContext<Toast>({ done: () => undefined, failed: () => undefined })

/** Short words above the thumb: done (with a way back for eight seconds), or why not. */
export const useToast = (): Toast => useContext(Context)

export const NoticeProvider = ({ children }: { readonly children: ReactNode }) => {
  const w = useWords()
  const [notice, setNotice] = useState<Notice | null>(null)
  const toast = useMemo(
    (): Toast => ({
      done: (text, undo, open) => setNotice({ key: Date.now(), text, failed: false, undo, open }),
      failed: (error) => setNotice({ key: Date.now(), text: sayProblem(error, w), failed: true }),
    }),
    [w],
  )
  useEffect(() => {
    if (!notice) return undefined
    const timer = setTimeout(() => setNotice(null), notice.failed ? failedMs : notice.undo || notice.open ? undoMs : shownMs)
    return () => clearTimeout(timer)
  }, [notice])
  const back = async () => {
    const undo = notice?.undo
    setNotice(null)
    try {
      await undo?.()
      toast.done(w('toast.undone'))
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <Context value={toast}>
      {children}
      <div className="lkm-notices" role="status" aria-live="polite">
        {notice ? (
          <div key={notice.key} className={`lkm-notice lk-appear${notice.failed ? ' failed' : ''}`}>
            <span className="lk-grow">{notice.text}</span>
            {notice.open ? (
              <button
                type="button"
                className="lk-plain"
                onClick={() => {
                  setNotice(null)
                  notice.open?.run()
                }}
              >
                {notice.open.label}
              </button>
            ) : null}
            {notice.undo ? (
              <button type="button" className="lk-plain" onClick={() => void back()}>
                {w('toast.undo')}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </Context>
  )
}
