/** What an editor of a step's settings is given. */
export interface StepEditorProps {
  readonly config: Record<string, unknown>
  readonly disabled: boolean
  onChange(config: Record<string, unknown>): void
}
