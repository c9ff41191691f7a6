import './imports.css'
import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Page, PageSection } from '../../desk/shell/page-frame.tsx'
import { NewImport } from './new-import.tsx'
import { PastImports } from './past-imports.tsx'

/** Where a file becomes records: drop it, and see all imports so far. */
const ImportsPage = () => {
  const text = useText()
  return (
    <Page
      title={text(label('导入', 'Import'))}
      lead={text(
        label(
          'CSV 或 Excel（XLSX）。先试跑，再导入；导入后可以撤销。',
          'CSV or Excel (XLSX). Try first, then import; an import can be taken back.',
        ),
      )}
    >
      <NewImport />
      <PageSection title={text(label('导入记录', 'Imports so far'))}>
        <PastImports />
      </PageSection>
    </Page>
  )
}
export default ImportsPage
