/** The languages in which Lianke is whole, each by its own name. */
export const languages = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
]
