import { label } from '@lianke/kernel'
import { useCommand } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Button, Dropdown } from 'antd'
import { useKind } from './process-kind.ts'
import { useBench } from './use-workbench.ts'

const useActs = () => {
  const toast = useToast()
  const { row, send } = useBench()
  const { name } = useKind().kind
  const act = {
    publish: useCommand<{ version: number }>(`${name}.publish`),
    pause: useCommand(`${name}.pause`),
    resume: useCommand(`${name}.resume`),
    end: useCommand(`${name}.end`),
  }
  /** The draft is kept before. */
  const run = async (what: keyof typeof act, done: string, more: Readonly<Record<string, unknown>> = {}) => {
    if (!(await send())) return
    act[what].mutate({ id: row.id, ...more }, { onSuccess: () => toast.done(done), onError: toast.failed })
  }
  return { run, publishing: act.publish.isPending }
}
type Run = ReturnType<typeof useActs>['run']

/** Running: it may rest. Resting: it may go on. */
const PauseOrResume = ({ run }: { readonly run: Run }) => {
  const text = useText()
  const { row } = useBench()
  if (row.status === 'running')
    return (
      <Button
        icon={<Icon name="pause" size={13} />}
        onClick={() => void run('pause', text(label('已暂停，都停在原处', 'Paused; everybody stays where they are')))}
      >
        {text(label('暂停', 'Pause'))}
      </Button>
    )
  return row.status === 'paused' || row.status === 'stopped' ? (
    <Button icon={<Icon name="play" size={13} />} onClick={() => void run('resume', text(label('继续运行', 'Running again')))}>
      {text(label('继续', 'Resume'))}
    </Button>
  ) : null
}

/** Nothing stands against publishing what is drawn. */
const useMayPublish = () => {
  const { draft, problems } = useBench()
  return problems.size === 0 && draft.graph.nodes.length > 0
}

const More = ({ run }: { readonly run: Run }) => {
  const text = useText()
  const { kind } = useKind()
  const able = useMayPublish()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'move',
            disabled: !able,
            label: text(label('发布，并让在路上的改走新版本', 'Publish, and those under way go on in it')),
            onClick: () =>
              void run('publish', text(label('已发布，在路上的已改走新版本', 'Published; those under way go on in it')), {
                runs: 'move',
              }),
          },
          {
            key: 'end',
            danger: true,
            label: text(label('结束{what}', 'End the {what}'), { what: text(kind.label).toLowerCase() }),
            onClick: () => void run('end', text(label('已结束', 'Ended'))),
          },
        ],
      }}
    >
      <button type="button" className="lk-icon-button" aria-label={text(label('更多', 'More'))}>
        <Icon name="more" size={16} />
      </button>
    </Dropdown>
  )
}

/** What may become of a process: pause, resume, publish, end. It stands here even where nothing may be done: an act that ends the process still says so. */
export const ProcessActs = () => {
  const text = useText()
  const { row, may } = useBench()
  const { run, publishing } = useActs()
  const able = useMayPublish()
  if (!may) return null
  return (
    <>
      <PauseOrResume run={run} />
      <Button
        type="primary"
        disabled={!able}
        loading={publishing}
        onClick={() =>
          void run(
            'publish',
            text(label('已发布。已经在路上的按旧版本走完', 'Published. Those on their way finish in their own version')),
          )
        }
      >
        {text(row.live_version ? label('发布新版本', 'Publish new version') : label('发布', 'Publish'))}
      </Button>
      {row.live_version ? <More run={run} /> : null}
    </>
  )
}
