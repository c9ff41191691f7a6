import './journey/journey.css'
import { label, type Row } from '@lianke/kernel'
import {
  Failure,
  FieldValue,
  Icon,
  listPath,
  Problem,
  RecordPicker,
  recordPath,
  Skeleton,
  useCommand,
  useModel,
  useNarrow,
  useRecord,
  useSave,
  useText,
  useToast,
} from '@lianke/ui'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Drawer, Dropdown, Input, Popover } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { JourneyCanvas, triggerId } from './journey/journey-canvas.tsx'
import { configureStep, emptyGraph, type Gap, insertStep, outletsBy, removeStep } from './journey/journey-graph.ts'
import { JourneyList } from './journey/journey-list.tsx'
import { journeyStarts } from './journey/journey-starts.ts'
import { StepPanel } from './journey/step-panel.tsx'
import { TriggerSettings } from './journey/trigger-settings.tsx'
import { useDraft } from './journey/use-draft.ts'
import { useJudgement } from './journey/use-judgement.ts'

const journey = 'marketing.journey'
const namesTriedMax = 30
interface Stop {
  readonly node: string
  readonly would: readonly { readonly action: string; readonly content: Readonly<Record<string, unknown>> }[]
}

const Workbench = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const toast = useToast()
  const narrow = useNarrow()
  const model = useModel()
  const meta = model.object(journey)
  const navigate = useNavigate()
  const { draft, change, undo, send, saving, saved } = useDraft(row)
  const [selected, setSelected] = useState<string | null>(null)
  const [stops, setStops] = useState<readonly Stop[]>([])
  const trial = useCommand<{ stops: Stop[] }>('journey.dry_run')
  const act = {
    publish: useCommand<{ version: number }>('journey.publish'),
    pause: useCommand('journey.pause'),
    resume: useCommand('journey.resume'),
    end: useCommand('journey.end'),
  }
  const outletsOf = useMemo(() => outletsBy(new Map(model.steps.map(({ name, outlets }) => [name, outlets]))), [model.steps])
  const { figures, ended, problems } = useJudgement(row, draft)
  const path = useMemo(() => new Map(stops.map(({ node }, index) => [node, index + 1])), [stops])
  const status = String(row.status)
  const may = meta?.may.update === true && status !== 'ended'
  const node = draft.graph.nodes.find(({ id }) => id === selected)
  const play = useCallback((nodes: readonly string[]) => setStops(nodes.map((one) => ({ node: one, would: [] }))), [])
  const add = (gap: Gap, step: string) => {
    const fields = model.steps.find(({ name }) => name === step)?.fields ?? {}
    const config = Object.fromEntries(
      Object.entries(fields).flatMap(([name, { options }]) => (options.default === undefined ? [] : [[name, options.default]])),
    )
    const put = insertStep(
      draft.graph,
      gap,
      step,
      step === 'flow.branch'
        ? { branches: [{ outlet: 'b1', filter: { and: [] } }] }
        : step === 'flow.split'
          ? { shares: [{ outlet: 's1', percent: 50 }] }
          : config,
      outletsOf,
    )
    if (!put) return toast.failed(new Error(text(label('一个旅程最多 200 步', 'A journey has at most 200 steps'))))
    change({ ...draft, graph: put.graph })
    setSelected(put.id)
  }
  const remove = (id: string) => {
    setSelected(null)
    const before = draft
    change({ ...draft, graph: removeStep(draft.graph, id, outletsOf) })
    toast.done(text(label('步骤已删除', 'Step removed')), async () => change(before))
  }
  const run = async (name: keyof typeof act, done: string) => {
    if (!(await send())) return
    act[name].mutate({ id: row.id }, { onSuccess: () => toast.done(done), onError: toast.failed })
  }
  const tryOut = async (person: string | undefined) => {
    setStops([])
    if (!person || !(await send())) return
    trial.mutate({ id: row.id, person }, { onSuccess: ({ stops: passed }) => setStops(passed), onError: toast.failed })
  }
  const would = (stops.find((one) => one.node === selected)?.would ?? []).map(({ content }) =>
    String(content.text ?? content.title ?? (content.tags as string[] | undefined)?.join('、') ?? JSON.stringify(content)),
  )
  const start = { trigger: draft.trigger, reentry: draft.reentry, goal: draft.goal, exit: draft.exit }
  const close = () => setSelected(null)
  const panel =
    selected === triggerId ? (
      <>
        <header>
          <b className="lk-grow">{text(label('谁进入', 'Who enters'))}</b>
          <button type="button" className="lk-icon-button small" aria-label={text(label('关闭', 'Close'))} onClick={close}>
            <Icon name="close" size={15} />
          </button>
        </header>
        <TriggerSettings
          id={row.id}
          running={status === 'running'}
          value={start}
          disabled={!may}
          onChange={(next) => change({ ...draft, ...next })}
        />
      </>
    ) : node ? (
      <StepPanel
        key={node.id}
        id={row.id}
        graph={draft.graph}
        node={node}
        outletsOf={outletsOf}
        problems={problems.get(node.id) ?? []}
        would={would}
        disabled={!may}
        onConfig={(config) => change({ ...draft, graph: configureStep(draft.graph, node.id, config, outletsOf) })}
        onGraph={(graph) => change({ ...draft, graph })}
        onPlay={play}
        onRemove={() => remove(node.id)}
        onClose={close}
      />
    ) : null
  const given = {
    graph: draft.graph,
    trigger: draft.trigger,
    selected,
    outletsOf,
    figures,
    problems,
    path,
    readOnly: !may,
    onSelect: setSelected,
    onAdd: add,
  }
  return (
    <section className="lk-journey" aria-label={draft.name}>
      <header className="lk-journey-head">
        <Link to={listPath(journey)} className="lk-icon-button" aria-label={text(label('返回旅程', 'Back to journeys'))}>
          <Icon name="arrow-left" size={16} />
        </Link>
        <Input
          variant="borderless"
          className="lk-journey-name"
          maxLength={120}
          value={draft.name}
          disabled={!may}
          aria-label={text(label('名称', 'Name'))}
          onChange={(event) => change({ ...draft, name: event.target.value })}
        />
        {meta?.fields.status ? <FieldValue field={meta.fields.status} value={row.status} /> : null}
        <span className="lk-muted lk-num">{row.live_version ? `v${row.live_version}` : ''}</span>
        <span className="lk-grow lk-label" aria-live="polite">
          {saving ? text(label('正在保存', 'Saving')) : saved ? '' : text(label('有改动', 'Changed'))}
          {ended ? ` ${ended}` : ''}
        </span>
        {may ? (
          <button
            type="button"
            className="lk-icon-button"
            disabled={!undo}
            aria-label={text(label('撤销', 'Undo'))}
            onClick={() => undo?.()}
          >
            <Icon name="undo" size={15} />
          </button>
        ) : null}
        <Popover
          trigger="click"
          placement="bottomRight"
          title={text(label('让谁走一遍？不会真的发送', 'Who walks through? Nothing is really sent'))}
          content={
            <div style={{ width: 260 }}>
              <RecordPicker
                to="customer.person"
                value={null}
                onChange={(one) => void tryOut((one as { id: string } | null)?.id)}
              />
              {stops.length > 0 ? (
                <p className="lk-label" style={{ marginTop: 8 }}>
                  {text(label('经过 {n} 步；点步骤看会做什么', '{n} steps; click one to see what it would do'), {
                    n: stops.length,
                  })}
                </p>
              ) : null}
            </div>
          }
        >
          <Button icon={<Icon name="play" size={13} />} loading={trial.isPending}>
            {text(label('试运行', 'Try out'))}
          </Button>
        </Popover>
        {may && status === 'running' ? (
          <Button
            icon={<Icon name="pause" size={13} />}
            onClick={() => void run('pause', text(label('已暂停，人停在原处', 'Paused; everybody stays where they are')))}
          >
            {text(label('暂停', 'Pause'))}
          </Button>
        ) : null}
        {may && status === 'paused' ? (
          <Button
            icon={<Icon name="play" size={13} />}
            onClick={() => void run('resume', text(label('继续运行', 'Running again')))}
          >
            {text(label('继续', 'Resume'))}
          </Button>
        ) : null}
        {may ? (
          <Button
            type="primary"
            disabled={problems.size > 0 || draft.graph.nodes.length === 0}
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
        ) : null}
        {may && row.live_version ? (
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
      </header>
      <div className="lk-journey-body">
        {narrow ? (
          <JourneyList {...given} />
        ) : (
          <div className="lk-journey-canvas">
            <JourneyCanvas {...given} />
          </div>
        )}
        {narrow ? (
          <Drawer open={panel !== null} onClose={close} placement="bottom" size="80%" closable={false} title={null}>
            <div className="lk-stack">{panel}</div>
          </Drawer>
        ) : panel ? (
          <aside className="lk-journey-panel" aria-label={text(label('步骤设置', 'Step settings'))}>
            {panel}
          </aside>
        ) : null}
      </div>
      {draft.graph.nodes.length === 0 && selected === null && may ? (
        <p className="lk-label" style={{ padding: '8px 16px' }}>
          {text(
            label('先点「触发」选择谁进入，再用 + 添加步骤。', 'Click the trigger to choose who enters, then add steps with +.'),
          )}{' '}
          <button
            type="button"
            className="lk-plain"
            style={{ color: 'var(--lk-accent-text)' }}
            onClick={() => void navigate({ to: listPath(journey) })}
          >
            {text(label('从现成的开始', 'Begin with a ready one'))}
          </button>
        </p>
      ) : null}
    </section>
  )
}

const NewJourney = () => {
  const text = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const save = useSave(journey)
  const pick = (zh: string, en: string) => text(label(zh, en))
  // Names of journeys are unique: the second «New journey» is called «New journey 2».
  const begin = async (name: string, values: { graph: unknown; trigger: unknown }) => {
    for (let n = 1; n <= namesTriedMax; n++) {
      try {
        const { id } = await save.mutateAsync({
          values: { name: n === 1 ? name : `${name} ${n}`, status: 'draft', reentry: { mode: 'once' }, ...values },
        })
        return void navigate({ to: recordPath(journey, id), replace: true })
      } catch (error) {
        if (n === namesTriedMax || !(error instanceof Problem) || error.status !== 409) return toast.failed(error)
      }
    }
  }
  return (
    <div className="lk-page">
      <div className="lk-page-body" style={{ paddingTop: 48 }}>
        <h1 className="lk-title-2" style={{ textAlign: 'center' }}>
          {pick('从哪里开始？', 'Where to begin?')}
        </h1>
        <div className="lk-journey-starts">
          {journeyStarts.map((one) => (
            <button
              key={one.icon}
              type="button"
              className="lk-journey-start"
              onClick={() => void begin(text(one.name), { graph: one.graph(pick), trigger: one.trigger })}
            >
              <Icon name={one.icon} size={18} />
              <b>{text(one.name)}</b>
              <span className="lk-label">{text(one.help)}</span>
            </button>
          ))}
          <button
            type="button"
            className="lk-journey-start"
            onClick={() => void begin(pick('新旅程', 'New journey'), { graph: emptyGraph, trigger: { on: 'event', event: '' } })}
          >
            <Icon name="plus" size={18} />
            <b>{pick('空白旅程', 'Blank journey')}</b>
            <span className="lk-label">{pick('自己选触发和步骤', 'Choose trigger and steps yourself')}</span>
          </button>
        </div>
      </div>
    </div>
  )
}

/** One journey: the canvas, the chosen step beside it, figures on every step. */
const JourneyPage = () => {
  const { id = 'new' } = useParams({ strict: false }) as { id?: string }
  const { data, error, isPending, refetch } = useRecord(journey, id === 'new' ? null : id)
  if (id === 'new') return <NewJourney />
  if (error)
    return (
      <Failure error={error} {...(error instanceof Problem && error.status === 404 ? {} : { retry: () => void refetch() })} />
    )
  if (isPending || !data) return <Skeleton rows={8} />
  return <Workbench key={id} row={data} />
}
export default JourneyPage
