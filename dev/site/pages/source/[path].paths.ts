// One page for each file or folder of the repository that another page links to.
import { linkedSources, toSourcePage } from '../../sources.ts'
import { readTree } from '../../tree.ts'

export default {
  paths: () => {
    const tree = readTree()
    return linkedSources(tree).map((path) => ({
      params: { path },
      content: toSourcePage(path, tree),
    }))
  },
}
