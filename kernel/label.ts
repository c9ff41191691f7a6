/** A text in both product languages. Chinese is the first language, English complete. */
export interface Label {
  readonly zh: string
  readonly en: string
}

/** Makes a {@link Label}: `label('客户', 'Person')`. */
export const label = (zh: string, en: string): Label => ({ zh, en })
