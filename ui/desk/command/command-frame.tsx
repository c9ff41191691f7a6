import './command.css'
import { Alert, Modal } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import type { CommandPreview, Outcome } from '../../base/command/runs.ts'
import type { CommandRequest } from '../../base/command/target.ts'
import type { useCommandForm } from '../../base/command/use-command-form.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { PreviewLine } from './preview-line.tsx'

/** What the dialog of an act is given. */
export interface DialogProps {
  readonly asked: CommandRequest
  close(): void
  finished(outcome: Outcome): void
}

/** How many records it is about, or which. */
const useSubject = ({ target }: CommandRequest): string | null => {
  const w = useWords()
  if (target.kind === 'filter') return w('command.on_all', { n: target.count ?? '…' })
  if (target.kind === 'none') return null
  return target.ids.length > 1 ? w('command.on_chosen', { n: target.ids.length }) : (target.title ?? null)
}

/** Enter does it, except where Enter means something else: in long text, an open list, a button. */
const confirming = (submit: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return
  const at = event.target
  const long = at instanceof HTMLTextAreaElement && !(event.metaKey || event.ctrlKey)
  const picking = at instanceof HTMLElement && at.closest('.ant-select-open, .ant-picker-focused') !== null
  if (long || picking || at instanceof HTMLButtonElement) return
  event.preventDefault()
  submit()
}

/** A picker whose list is closed would open it on Enter, before anybody above hears of the key: it confirms, too. Arrow, space or typing open the list. */
const confirmingClosed = (submit: () => void) => (event: KeyboardEvent) => {
  const at = event.target
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(at instanceof HTMLInputElement)) return
  if (at.role !== 'combobox' || at.getAttribute('aria-expanded') !== 'false' || at.value !== '') return
  event.preventDefault()
  event.stopPropagation()
  submit()
}

/** It was tried on all of them, and would be refused for each. */
const worksOnNone = (preview: CommandPreview | null): boolean =>
  preview !== null && preview.found > 0 && preview.refused === preview.found

interface FrameProps extends DialogProps {
  readonly form: ReturnType<typeof useCommandForm>
  readonly children: ReactNode
  /** What the button says, where the act's own name is not it. */
  readonly ok?: string
  /** What stands at the left of the foot: keys that work here. */
  readonly hint?: string
  readonly width?: number
  /** What will come of it is told by the dialog itself. */
  readonly tells?: boolean
  /** The choice inside is the act: nothing is left to confirm. */
  readonly bare?: boolean
}

/** The frame of every act's dialog: what it is about, its problems and what it would do. Enter confirms; leaving keeps what was typed. */
export const CommandFrame = ({ asked, form, close, finished, children, ok, hint, width = 520, tells, bare }: FrameProps) => {
  const w = useWords()
  const text = useText()
  const subject = useSubject(asked)
  const { command, target } = asked
  const submit = async () => {
    const outcome = await form.submit()
    if (outcome) finished(outcome)
  }
  return (
    <Modal
      open
      onCancel={close}
      onOk={() => void submit()}
      confirmLoading={form.busy}
      title={
        <span>
          {text(command.label)}
          {subject ? <span className="lk-act-subject"> · {subject}</span> : null}
        </span>
      }
      okText={ok ?? text(command.label)}
      okButtonProps={{ danger: command.danger, disabled: worksOnNone(form.preview) }}
      cancelText={w('common.cancel')}
      width={width}
      className="lk-act"
      footer={(buttons) => (
        <div className="lk-act-foot">
          <span className="lk-label lk-grow">{hint}</span>
          {bare ? null : buttons}
        </div>
      )}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the confirming key of its inputs */}
      <div
        className="lk-stack"
        style={{ gap: 14 }}
        onKeyDownCapture={confirmingClosed(() => void submit())}
        onKeyDown={confirming(() => void submit())}
      >
        {form.restored ? <p className="lk-label">{w('command.draft_kept')}</p> : null}
        {form.general ? <Alert type="error" showIcon title={form.general} /> : null}
        {children}
        {target.kind === 'none' || tells || bare ? null : (
          <PreviewLine preview={form.preview} previewing={form.previewing} object={command.on} />
        )}
        {command.danger ? <p className="lk-label">{w('command.cannot_undo')}</p> : null}
      </div>
    </Modal>
  )
}
