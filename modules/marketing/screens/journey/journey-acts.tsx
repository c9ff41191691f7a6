import { label, type Row } from '@lianke/kernel'
import { Icon, useCommand, useText, useToast } from '@lianke/ui'
import { Button, Dropdown } from 'antd'

/** What may become of a journey: pause, resume, publish, end. `send`: the draft is kept before. */
export const JourneyActs = ({
  row,
  may,
  ready,
  send,
}: {
  readonly row: Row
  /** Stands here even where nothing may be done: an act that ends the journey still says so. */
  readonly may: boolean
  /** Nothing stands against publishing. */
  readonly ready: boolean
  send(): Promise<boolean>
}) => {
  const text = useText()
  const toast = useToast()
  const act = {
    publish: useCommand<{ version: number }>('journey.publish'),
    pause: useCommand('journey.pause'),
    resume: useCommand('journey.resume'),
    end: useCommand('journey.end'),
  }
  const status = String(row.status)
  const run = async (name: keyof typeof act, done: string) => {
    if (!(await send())) return
    act[name].mutate({ id: row.id }, { onSuccess: () => toast.done(done), onError: toast.failed })
  }
  if (!may) return null
  return (
    <>
      {status === 'running' ? (
        <Button
          icon={<Icon name="pause" size={13} />}
          onClick={() => void run('pause', text(label('已暂停，人停在原处', 'Paused; everybody stays where they are')))}
        >
          {text(label('暂停', 'Pause'))}
        </Button>
      ) : null}
      {status === 'paused' ? (
        <Button
          icon={<Icon name="play" size={13} />}
          onClick={() => void run('resume', text(label('继续运行', 'Running again')))}
        >
          {text(label('继续', 'Resume'))}
        </Button>
      ) : null}
      <Button
        type="primary"
        disabled={!ready}
        loading={act.publish.isPending}
        onClick={() =>
          void run(
            'publish',
            text(label('已发布。已经在路上的人按旧版本走完', 'Published. Those on their way finish in their own version')),
          )
        }
      >
        {text(row.live_version ? label('发布新版本', 'Publish new version') : label('发布', 'Publish'))}
      </Button>
      {row.live_version ? (
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
      ) : null}
    </>
  )
}
