import { BarPlot, type BarPlotProps } from "../../components/charts/bar-plot.tsx";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { say } from "../../components/language/say.ts";

export interface HistogramProps extends Omit<BarPlotProps, "name" | "format"> {
  readonly title: string;
  readonly sentence: string;
  readonly format?: (value: number) => string;
  readonly empty?: string | undefined;
}

/** Amounts by class, in order. */
export function Histogram(props: HistogramProps) {
  const { title, sentence, empty, format = valueText, ...plot } = props;
  return (
    <Picture
      title={title}
      sentence={sentence}
      empty={plot.bins.length === 0 ? (empty ?? say("Bars will stand here.")) : undefined}
      table={() => ({
        columns: [{ name: plot.xName }, { name: plot.yName, format }],
        rows: plot.bins.map((bin) => [bin.name, bin.value]),
      })}
    >
      <BarPlot {...plot} format={format} name={`${title}: ${sentence}`} />
    </Picture>
  );
}
