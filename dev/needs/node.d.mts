// The types of node.mjs, which any Node has to be able to load.
export function lackOfNode(version: string, root: string): string | undefined
