import { App } from 'antd'
import { useMemo } from 'react'
import { useWords } from '../i18n/i18n.ts'
import { Problem } from '../client/request.ts'
import { UsesList, usesOfProblem } from './in-use.tsx'
import { sayProblem } from './say-problem.ts'
import type { Toast } from './toast-contract.ts'

const wayStyle = { marginLeft: 12, color: 'var(--lk-accent-text)', fontWeight: 600 } as const

/** Short words at the edge of the screen. */
export const useToast = (): Toast => {
  const { message, modal } = App.useApp()
  const w = useWords()
  return useMemo(() => {
    const failed = (error: unknown) => {
      const uses = error instanceof Problem ? usesOfProblem(error) : []
      if (uses.length === 0) return void message.error({ content: sayProblem(error, w), duration: 6 })
      // What stands in the way is a list to work through: it stays until it is read.
      modal.warning({
        title: w('uses.title'),
        content: (
          <>
            <p>{w('uses.help')}</p>
            <UsesList uses={uses} />
          </>
        ),
        okText: w('common.close'),
      })
    }
    return {
      failed,
      done: (text, undo, open) => {
        if (!undo && !open) return void message.success({ content: text, duration: 2.5 })
        // One way back at a time: the newest act takes the place of the one before.
        const key = 'undo'
        const back = async () => {
          message.destroy(key)
          try {
            await undo?.()
            void message.success({ content: w('toast.undone'), duration: 2 })
          } catch (error) {
            failed(error)
          }
        }
        void message.success({
          key,
          duration: 8,
          content: (
            <span>
              {text}
              {open ? (
                <button
                  type="button"
                  className="lk-plain"
                  style={wayStyle}
                  onClick={() => {
                    message.destroy(key)
                    open.run()
                  }}
                >
                  {open.label}
                </button>
              ) : null}
              {undo ? (
                <button type="button" className="lk-plain" style={wayStyle} onClick={() => void back()}>
                  {w('toast.undo')}
                </button>
              ) : null}
            </span>
          ),
        })
      },
    }
  }, [message, modal, w])
}
