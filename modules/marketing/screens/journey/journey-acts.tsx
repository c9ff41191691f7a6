import { label } from '@lianke/kernel'
import { Icon, useCommand, useText, useToast } from '@lianke/ui'
import { Button, Dropdown } from 'antd'
import { useBench } from './use-workbench.ts'

const useActs = () => {
  const toast = useToast()
  const { row, send } = useBench()
  const act = {
    publish: useCommand<{ version: number }>('journey.publish'),
    pause: useCommand('journey.pause'),
    resume: useCommand('journey.resume'),
    end: useCommand('journey.end'),
  }
  /** The draft is kept before. */
  const run = async (name: keyof typeof act, done: string) => {
    if (!(await send())) return
    act[name].mutate({ id: row.id }, { onSuccess: () => toast.done(done), onError: toast.failed })
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
        onClick={() => void run('pause', text(label('已暂停，人停在原处', 'Paused; everybody stays where they are')))}
      >
        {text(label('暂停', 'Pause'))}
      </Button>
    )
  return row.status === 'paused' ? (
    <Button icon={<Icon name="play" size={13} />} onClick={() => void run('resume', text(label('继续运行', 'Running again')))}>
      {text(label('继续', 'Resume'))}
    </Button>
  ) : null
}

const More = ({ run }: { readonly run: Run }) => {
  const text = useText()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'end',
            danger: true,
            label: text(label('结束旅程', 'End the journey')),
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

/** What may become of a journey: pause, resume, publish, end. It stands here even where nothing may be done: an act that ends the journey still says so. */
export const JourneyActs = () => {
  const text = useText()
  const { row, draft, problems, may } = useBench()
  const { run, publishing } = useActs()
  if (!may) return null
  return (
    <>
      <PauseOrResume run={run} />
      <Button
        type="primary"
        disabled={problems.size > 0 || draft.graph.nodes.length === 0}
        loading={publishing}
        onClick={() =>
          void run(
            'publish',
            text(label('已发布。已经在路上的人按旧版本走完', 'Published. Those on their way finish in their own version')),
          )
        }
      >
        {text(row.live_version ? label('发布新版本', 'Publish new version') : label('发布', 'Publish'))}
      </Button>
      {row.live_version ? <More run={run} /> : null}
    </>
  )
}
