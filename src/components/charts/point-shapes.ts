import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3-shape";

/** A shape for each class, so that colour never says it alone; the last is for all others. */
const SHAPES: readonly SymbolType[] = [
  symbolCircle,
  symbolTriangle,
  symbolSquare,
  symbolDiamond,
  symbolCross,
  symbolStar,
  symbolWye,
];

export function shapeOf(index: number): SymbolType {
  return SHAPES[index] ?? symbolCircle;
}

/** The outline of a class's shape as an SVG path around the origin. */
export function shapePath(index: number, radius: number): string {
  return symbol(shapeOf(index), Math.PI * radius * radius)() ?? "";
}
