import { label } from '@lianke/kernel'
import { Alert } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { ChangeWords } from './change-line.tsx'
import type { Stale } from './overlay-data.ts'

/** Somebody else was first: who, and what was changed. What was typed here stands. */
export const StaleNotice = ({ stale }: { readonly stale: Stale }) => {
  const text = useText()
  return (
    <Alert
      type="warning"
      title={text(label('别人刚改过这里', 'Somebody changed this in the meantime'))}
      description={
        <div className="lk-stack" style={{ gap: 8 }}>
          {stale.changes.map((change) => (
            <div key={change.id}>
              <ChangeWords change={change} />
            </div>
          ))}
          <span>
            {text(
              label(
                '你填的还在。再保存一次，只会改你改过的部分。',
                'What you typed is kept. Save again: only what you changed is changed.',
              ),
            )}
          </span>
        </div>
      }
    />
  )
}
