import { label, type MetaObject } from '@lianke/kernel'
import { fieldWidgets, PageSection, useText } from '@lianke/ui'
import { CodeField, CodeInput } from './code-field.tsx'
import type { CodeDraft } from './use-code-draft.ts'

/** What is written about a newcomer: tags and remark. */
export const AfterAddingSection = ({ meta, draft }: { readonly meta: MetaObject; readonly draft: CodeDraft }) => {
  const text = useText()
  const { values, set } = draft
  const Tags = fieldWidgets.tags.Input
  return (
    <PageSection title={text(label('添加之后', 'After adding'))}>
      <div className="lk-form-grid">
        {meta.fields.tags && Tags ? (
          <CodeField draft={draft} name="tags" said={label('打标签', 'Tags to add')}>
            <Tags field={meta.fields.tags} value={values.tags ?? null} onChange={(next) => set('tags', next)} id="code-tags" />
          </CodeField>
        ) : null}
        <CodeField
          draft={draft}
          name="remark_template"
          said={label('备注模板', 'Remark template')}
          help={label('{name} 是客户昵称，备注最多 20 字', '{name} is the nickname; a remark has at most 20 characters')}
        >
          <CodeInput draft={draft} name="remark_template" max={60} placeholder={'{name}-'} />
        </CodeField>
      </div>
    </PageSection>
  )
}
