import './setup.css'
import { label } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useSetupGuide } from '../../base/client/setup-guide.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { setupPath } from './setup-path.ts'
import { usePutAway } from './use-put-away.ts'

/** On home while the company is not alive yet: how far it is, and the next step. */
const SetupGuidePanel = () => {
  const text = useText()
  const putAway = usePutAway()
  const { data } = useSetupGuide()
  if (!data?.shown) return null
  const done = data.steps.filter((step) => step.done).length
  const next = data.steps.find((step) => !step.done)
  return (
    <section className="lk-panel">
      <header>
        <h2>{text(label('开始使用', 'Getting started'))}</h2>
        <span className="lk-muted lk-num">
          {done} / {data.steps.length}
        </span>
      </header>
      <div className="lk-setup-home">
        <p>
          {text(label('下一步：{what}', 'Next: {what}'), { what: text(next?.label) })}
          <span className="lk-setup-bar" style={{ display: 'block' }} aria-hidden>
            <i style={{ width: `${(done / Math.max(1, data.steps.length)) * 100}%` }} />
          </span>
        </p>
        <Button type="text" onClick={putAway}>
          {text(label('不再显示', 'Do not show again'))}
        </Button>
        <Link to={setupPath}>
          <Button type="primary">{text(done === 0 ? label('开始', 'Begin') : label('继续', 'Go on'))}</Button>
        </Link>
      </div>
    </section>
  )
}
export default SetupGuidePanel
