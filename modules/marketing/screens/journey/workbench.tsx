import { label, type Row } from '@lianke/kernel'
import { Icon, listPath, useModel, useNarrow, useText, useToast } from '@lianke/ui'
import { useNavigate } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { JourneyActs } from './journey-acts.tsx'
import { JourneyCanvas, triggerId } from './journey-canvas.tsx'
import { configureStep, type Gap, insertStep, outletsBy, removeStep } from './journey-graph.ts'
import { JourneyHead } from './journey-head.tsx'
import { JourneyList } from './journey-list.tsx'
import { StepPanel } from './step-panel.tsx'
import { TriggerSettings } from './trigger-settings.tsx'
import { type Stop, TryOut } from './try-out.tsx'
import { useDraft } from './use-draft.ts'
import { useJudgement } from './use-judgement.ts'

const journey = 'marketing.journey'

/** The journey being worked on: canvas or list, and the settings of what is chosen beside it. */
export const Workbench = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const toast = useToast()
  const narrow = useNarrow()
  const model = useModel()
  const meta = model.object(journey)
  const navigate = useNavigate()
  const drafted = useDraft(row)
  const { draft, change, send } = drafted
  const [selected, setSelected] = useState<string | null>(null)
  const [stops, setStops] = useState<readonly Stop[]>([])
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
  const would = (stops.find((one) => one.node === selected)?.would ?? []).map(({ content }) =>
    String(
      content.text ??
        content.title ??
        (Array.isArray(content.tags) ? content.tags.join('、') : undefined) ??
        JSON.stringify(content),
    ),
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
      <JourneyHead row={row} drafted={drafted} may={may} ended={ended}>
        <TryOut id={row.id} stops={stops} send={send} onStops={setStops} />
        <JourneyActs row={row} may={may} ready={problems.size === 0 && draft.graph.nodes.length > 0} send={send} />
      </JourneyHead>
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
