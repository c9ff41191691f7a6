import '../wecom.css'
import { label } from '@lianke/kernel'
import { Skeleton, useSetupGuide, useText, useToast } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { CorpForm } from './corp-form.tsx'
import { useSandbox, useTieSandbox } from './use-sandbox.ts'

const SandboxOffer = ({ own }: { own(): void }) => {
  const text = useText()
  const toast = useToast()
  const tie = useTieSandbox()
  return (
    <div className="lk-row" style={{ flexWrap: 'wrap' }}>
      <Button type="primary" loading={tie.isPending} onClick={() => tie.mutate(undefined, { onError: toast.failed })}>
        {text(label('用沙盒试用', 'Try it in the sandbox'))}
      </Button>
      <Button onClick={own}>{text(label('接入自己的企业', 'Connect your own corp'))}</Button>
    </div>
  )
}

const Connected = ({ sandbox, own }: { readonly sandbox: boolean; own(): void }) => {
  const text = useText()
  return (
    <div className="lk-row" style={{ flexWrap: 'wrap' }}>
      <span className="lk-grow">
        {text(
          sandbox
            ? label(
                '已接入沙盒：一家模拟的企业，成员和客户都是虚构的',
                'Connected to the sandbox: a simulated corp with invented members and customers',
              )
            : label('已接入企业微信', 'Connected to WeCom'),
        )}
      </span>
      {sandbox ? <Button onClick={own}>{text(label('换成自己的企业', 'Change to your own corp'))}</Button> : null}
      <Link to="/channels/wecom">{text(label('查看连接', 'See the connection'))}</Link>
    </div>
  )
}

/** The first step: one click for the sandbox, or the values of a corp. */
const ConnectPanel = () => {
  const guide = useSetupGuide()
  const sandbox = useSandbox()
  const [own, setOwn] = useState(false)
  const step = guide.data?.steps.find(({ name }) => name === 'wecom.connection')
  if (!step || sandbox.isPending) return <Skeleton rows={2} />
  const tied = sandbox.data?.tied === true
  if (own) return <CorpForm leavesSandbox={tied} done={() => setOwn(false)} />
  if (step.done) return <Connected sandbox={tied} own={() => setOwn(true)} />
  if (sandbox.data?.address && !step.problem) return <SandboxOffer own={() => setOwn(true)} />
  return <CorpForm leavesSandbox={tied} done={() => undefined} />
}
export default ConnectPanel
