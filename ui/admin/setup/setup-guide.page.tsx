import './setup.css'
import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type SetupStepShown, useSetupGuide } from '../../base/client/setup-guide.ts'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Page } from '../../desk/shell/page-frame.tsx'
import { SetupStep } from './setup-step.tsx'

/** It is done: what comes next. */
const Finished = () => {
  const text = useText()
  return (
    <Empty
      icon="rocket"
      title={text(label('都好了', 'All set'))}
      help={text(
        label(
          '第一位客户已经收到欢迎语。接下来给成员角色，他们就能登录了',
          'The first customer was greeted. Give your members roles next, and they can sign in',
        ),
      )}
    >
      <Link to="/settings/accounts">
        <Button type="primary">{text(label('邀请同事登录', 'Invite colleagues'))}</Button>
      </Link>
      <Link to="/">
        <Button>{text(label('回到首页', 'Back to home'))}</Button>
      </Link>
    </Empty>
  )
}

/** The step to work on stands open; another one stays as it was opened or closed by hand. */
const Steps = ({ steps }: { readonly steps: readonly SetupStepShown[] }) => {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const current = steps.find(({ done }) => !done)?.name
  return (
    <ol className="lk-setup-steps">
      {steps.map((step, at) => {
        const opened = chosen[step.name] ?? step.name === current
        return (
          <SetupStep
            key={step.name}
            step={step}
            number={at + 1}
            current={step.name === current}
            opened={opened}
            toggle={() => setChosen((old) => ({ ...old, [step.name]: !opened }))}
          />
        )
      })}
    </ol>
  )
}

const Progress = ({ steps }: { readonly steps: readonly SetupStepShown[] }) => {
  const text = useText()
  const done = steps.filter((step) => step.done).length
  return (
    <>
      {text(
        label(
          '{done} / {all} 步 · 大约十分钟，随时可以离开，回来接着做',
          '{done} of {all} steps · about ten minutes; leave and come back as you like',
        ),
        { done, all: steps.length },
      )}
      <span className="lk-setup-bar" style={{ display: 'block' }} aria-hidden>
        <i style={{ width: `${(done / Math.max(1, steps.length)) * 100}%` }} />
      </span>
    </>
  )
}

/** From an empty company to the first greeted customer; each step knows by what is there whether it is done. */
const SetupGuidePage = () => {
  const text = useText()
  const { data, error, refetch } = useSetupGuide({ watched: true })
  const title = text(label('开始使用', 'Getting started'))
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />
  return (
    <Page title={title} lead={data ? <Progress steps={data.steps} /> : undefined}>
      {data ? (
        <>
          {data.done ? <Finished /> : null}
          <Steps steps={data.steps} />
        </>
      ) : (
        <Skeleton rows={5} height={52} />
      )}
    </Page>
  )
}
export default SetupGuidePage
