import { boolean, date, defineObject, file, image, integer, label, longText, option, richText, select, tags, text, url } from '@lianke/kernel'

/** A piece of content that staff and journeys send: article, poster, file, link or script. */
export const item = defineObject({
  name: 'content.item',
  label: label('内容', 'Content item'),
  plural: label('内容', 'Content'),
  icon: 'newspaper',
  title: 'title',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 200, search: 'name', inList: true }),
    kind: select(label('类型', 'Kind'), {
      required: true, default: 'article', indexed: true, inList: true,
      options: [
        option('article', '文章', 'Article', 'blue'), option('poster', '海报', 'Poster', 'purple'), option('file', '文件', 'File', 'grey'),
        option('link', '链接', 'Link', 'cyan'), option('script', '话术', 'Script', 'green'), option('mini_program', '小程序', 'Mini program', 'gold'),
      ],
    }),
    category: text(label('分类', 'Category'), { max: 80, indexed: true, inList: true }),
    summary: longText(label('摘要', 'Summary'), { max: 500, search: 'text' }),
    body: richText(label('正文', 'Body'), { max: 200_000 }),
    link: url(label('链接', 'Link')),
    cover: image(label('封面', 'Cover'), { maxFiles: 1 }),
    files: file(label('文件', 'Files'), { maxFiles: 9 }),
    tags: tags(label('标签', 'Tags'), { inList: true }),
    suggested: boolean(label('推荐', 'Suggested'), { default: false, inList: true }),
    expires_on: date(label('有效期至', 'Expires on'), { inList: true }),
    views: integer(label('浏览数', 'Views'), { min: 0, max: 2_000_000_000, default: 0, readOnly: true, inList: true }),
    sends: integer(label('发送数', 'Times sent'), { min: 0, max: 2_000_000_000, default: 0, readOnly: true, inList: true }),
  },
  access: { everyone: true },
})
