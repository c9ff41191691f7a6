import { Patience } from '../../base/feedback/states.tsx'
import { useWords } from '../../base/i18n/i18n.ts'

const linesShown = 4

/** A document that is on its way, in its own shape: head and path, figures, lines, side. */
export const DocumentSkeleton = () => {
  const w = useWords()
  const bar = (width: string, height = 12) => <span className="lk-skeleton" style={{ width, height }} />
  return (
    <Patience>
      <div className="lk-doc" role="status" aria-label={w('common.loading')}>
        <div className="lk-doc-head">
          <div className="lk-doc-line">{bar('240px', 20)}</div>
          {bar('60%', 28)}
        </div>
        <div className="lk-doc-body">
          <div className="lk-doc-main lk-stack">
            {Array.from({ length: linesShown }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
              <div key={index} className="lk-row" style={{ gap: 24, height: 36 }}>
                {bar('40%')}
                {bar('12%')}
                {bar('16%')}
              </div>
            ))}
          </div>
          <div className="lk-doc-side lk-stack" style={{ padding: 20 }}>
            {bar('50%')}
            {bar('80%')}
            {bar('70%')}
          </div>
        </div>
      </div>
    </Patience>
  )
}
