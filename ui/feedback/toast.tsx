import { App } from 'antd'
import { useMemo } from 'react'
import { useWords } from '../i18n/i18n.ts'
import { sayProblem } from './say-problem.ts'

export interface Toast {
  /** Says that something is done; `undo` offers the way back for eight seconds. */
  done(text: string, undo?: () => Promise<unknown> | undefined): void
  /** Says why something was refused. */
  failed(error: unknown): void
}

/** Short words at the edge of the screen. */
export const useToast = (): Toast => {
  const { message } = App.useApp()
  const w = useWords()
  return useMemo(() => {
    const failed = (error: unknown) => void message.error({ content: sayProblem(error, w), duration: 6 })
    return {
      failed,
      done: (text, undo) => {
        if (!undo) return void message.success({ content: text, duration: 2.5 })
        // One way back at a time: the newest act takes the place of the one before.
        const key = 'undo'
        const back = async () => {
          message.destroy(key)
          try {
            await undo()
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
              <button
                type="button"
                className="lk-plain"
                style={{ marginLeft: 12, color: 'var(--lk-accent-text)', fontWeight: 600 }}
                onClick={() => void back()}
              >
                {w('toast.undo')}
              </button>
            </span>
          ),
        })
      },
    }
  }, [message, w])
}
