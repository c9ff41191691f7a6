import { label, type MetaCommand } from '@lianke/kernel'
import { MoreMenu, useModel, useStartCommand, useText } from '@lianke/ui'
import { Button } from 'antd'
import type { Standing } from './mobile/standing-ask.ts'

/** What whoever looks may do with a request: the submitter's acts as buttons, those of whoever is asked beside them. */
export const StandingActs = ({ standing: { id, title, status, may, passed, item } }: { readonly standing: Standing }) => {
  const text = useText()
  const model = useModel()
  const start = useStartCommand()
  const act = (name: string): MetaCommand | undefined => model.commands.find((command) => command.name === name)
  const run = (command: MetaCommand) => {
    const about = command.on === 'approval.request' ? id : (item?.id ?? id)
    start({ command, target: { kind: 'records', ids: [about], title, row: { id: about, passed } } })
  }
  const named = (names: readonly string[]) => names.flatMap((name) => act(name) ?? [])
  const own = named([
    ...(may.includes('resubmit') ? ['approval.resubmit'] : []),
    ...(may.includes('withdraw') && status === 'pending' ? ['approval.urge'] : []),
    ...(may.includes('withdraw') ? ['approval.withdraw'] : []),
  ])
  const asked = may.includes('decide') ? named(['approval.transfer', 'approval.add_signer', 'approval.send_back']) : []
  const keeping = model.object('approval.approval')?.may.update ? named(['approval.cancel']) : []
  const more = [...asked, ...keeping]
  if (own.length + more.length === 0) return null
  return (
    <div className="lk-approval-acts">
      {own.map((command) => (
        <Button key={command.name} size="small" onClick={() => run(command)}>
          {text(command.label)}
        </Button>
      ))}
      {more.length > 0 ? (
        <MoreMenu
          said={text(label('更多审批操作', 'More acts of this approval'))}
          items={more.map((command) => ({
            key: command.name,
            label: text(command.label),
            danger: command.danger,
            onClick: () => run(command),
          }))}
        />
      ) : null}
    </div>
  )
}
