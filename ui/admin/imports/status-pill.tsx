import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import type { ImportRun } from './import-run.ts'

const said: Readonly<Record<ImportRun['status'], readonly [string, ReturnType<typeof label>]>> = {
  new: ['grey', label('待开始', 'Not started')],
  running: ['blue', label('导入中', 'Importing')],
  done: ['green', label('完成', 'Done')],
  failed: ['red', label('失败', 'Failed')],
  cancelled: ['orange', label('已停止', 'Stopped')],
  undoing: ['blue', label('撤销中', 'Being undone')],
  undone: ['grey', label('已撤销', 'Undone')],
}
/** Where an import stands. */
export const StatusPill = ({ run }: { readonly run: ImportRun }) => {
  const text = useText()
  const [color, words] = said[run.status]
  return <span className={`lk-pill lk-c-${color}`}>{text(words)}</span>
}
