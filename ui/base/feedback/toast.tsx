import { App } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { Problem } from '../client/request.ts'
import { useWords, type Words } from '../i18n/i18n.ts'
import { UsesList, usesOfProblem } from './in-use.tsx'
import { sayProblem } from './say-problem.ts'
import type { Toast } from './toast-contract.ts'

const wayStyle = { marginLeft: 12, color: 'var(--lk-accent-text)', fontWeight: 600 } as const
type Messages = ReturnType<typeof App.useApp>['message']
type Modals = ReturnType<typeof App.useApp>['modal']

const Way = ({ go, children }: { go(): void; readonly children: ReactNode }) => (
  <button type="button" className="lk-plain" style={wayStyle} onClick={go}>
    {children}
  </button>
)

/** Says why something was refused; what stands in the way is a list to work through: it stays until it is read. */
const sayFailed = (message: Messages, modal: Modals, w: Words) => (error: unknown) => {
  const uses = error instanceof Problem ? usesOfProblem(error) : []
  if (uses.length === 0) return void message.error({ content: sayProblem(error, w), duration: 6 })
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

/** Says that something is done, with its ways; one way back at a time: the newest act takes the place of the one before. */
const sayDone =
  (message: Messages, failed: Toast['failed'], w: Words): Toast['done'] =>
  (text, undo, open) => {
    if (!undo && !open) return void message.success({ content: text, duration: 2.5 })
    const key = 'undo'
    const close = () => message.destroy(key)
    const back = async () => {
      close()
      try {
        await undo?.()
        void message.success({ content: w('toast.undone'), duration: 2 })
      } catch (error) {
        failed(error)
      }
    }
    const leave = () => {
      close()
      open?.run()
    }
    void message.success({
      key,
      duration: 8,
      content: (
        <span>
          {text}
          {open ? <Way go={leave}>{open.label}</Way> : null}
          {undo ? <Way go={() => void back()}>{w('toast.undo')}</Way> : null}
        </span>
      ),
    })
  }

/** Short words at the edge of the screen. */
export const useToast = (): Toast => {
  const { message, modal } = App.useApp()
  const w = useWords()
  return useMemo(() => {
    const failed = sayFailed(message, modal, w)
    return { failed, done: sayDone(message, failed, w) }
  }, [message, modal, w])
}
