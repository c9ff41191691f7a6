import './command.css'
import { Alert, Modal } from 'antd'
import type { KeyboardEvent } from 'react'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { CommandInputs } from './command-fields.tsx'
import { PreviewLine } from './preview-line.tsx'
import type { Outcome } from '../../base/command/runs.ts'
import type { CommandRequest } from '../../base/command/target.ts'
import { useCommandForm } from '../../base/command/use-command-form.ts'

/** How many records it is about, or which. */
const useSubject = ({ target }: CommandRequest): string | null => {
  const w = useWords()
  if (target.kind === 'filter') return w('command.on_all', { n: target.count ?? '…' })
  if (target.kind === 'none') return null
  return target.ids.length > 1 ? w('command.on_chosen', { n: target.ids.length }) : (target.title ?? null)
}

/** Asks what an act needs, shows what it would do, does it. Enter confirms; leaving keeps what was typed. */
const CommandDialog = ({
  asked,
  close,
  finished,
}: {
  readonly asked: CommandRequest
  close(): void
  finished(outcome: Outcome): void
}) => {
  const w = useWords()
  const text = useText()
  const form = useCommandForm(asked)
  const subject = useSubject(asked)
  const { command, target } = asked
  const submit = async () => {
    const outcome = await form.submit()
    if (outcome) finished(outcome)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return
    const at = event.target
    const long = at instanceof HTMLTextAreaElement && !(event.metaKey || event.ctrlKey)
    const picking = at instanceof HTMLElement && at.closest('.ant-select-open, .ant-picker-focused') !== null
    if (long || picking || at instanceof HTMLButtonElement) return
    event.preventDefault()
    void submit()
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
      okText={text(command.label)}
      okButtonProps={{ danger: command.danger }}
      cancelText={w('common.cancel')}
      width={520}
      className="lk-act"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the confirming key of its inputs */}
      <div className="lk-stack" style={{ gap: 14 }} onKeyDown={onKeyDown}>
        {command.help ? <p className="lk-label">{text(command.help)}</p> : null}
        {form.restored ? <p className="lk-label">{w('command.draft_kept')}</p> : null}
        {form.general ? <Alert type="error" showIcon title={form.general} /> : null}
        <CommandInputs
          fields={command.fields}
          values={form.values}
          problems={form.problems}
          row={target.kind === 'records' ? target.row : undefined}
          change={form.change}
          focus
        />
        {target.kind === 'none' ? null : <PreviewLine preview={form.preview} previewing={form.previewing} object={command.on} />}
        {command.danger ? <p className="lk-label">{w('command.cannot_undo')}</p> : null}
      </div>
    </Modal>
  )
}
export default CommandDialog
