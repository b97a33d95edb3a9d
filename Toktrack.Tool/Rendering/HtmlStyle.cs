namespace Toktrack.Tool.Rendering;

/// <summary>The style sheet of the HTML report: light, dark, narrow and on paper.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root { color-scheme: light dark; --bg: #f6f7f9; --card: #fff; --ink: #1c2330; --soft: #667085; --line: #e4e7ec; --accent: #2f6fed; --warn: #b54708;
          --h0: #ebedf1; --h1: #bcd3fb; --h2: #82aaf6; --h3: #4a80ee; --h4: #1d4fc0; }
        @media (prefers-color-scheme: dark) { :root { --bg: #0f1319; --card: #171c24; --ink: #e6e9ef; --soft: #98a2b3; --line: #2a313c; --accent: #5b93ff; --warn: #f5a524;
          --h0: #222934; --h1: #1d3a6e; --h2: #2a57ab; --h3: #4680e6; --h4: #8db5ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--bg); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 28px 20px 40px; }
        h1 { font-size: 26px; line-height: 1.2; margin: 0; letter-spacing: -.01em; }
        h2 { font-size: 15px; margin: 0 0 14px; }
        header p { margin: 4px 0 22px; color: var(--soft); }
        section, .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; }
        section { margin-top: 16px; }
        .cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 16px; }
        .card span { color: var(--soft); font-size: 13px; display: block; }
        .card b { font-size: 25px; line-height: 1.3; font-variant-numeric: tabular-nums; letter-spacing: -.01em; display: block; }
        .two { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin-top: 16px; }
        .two section { margin: 0; min-width: 0; }
        .chart { position: relative; height: 190px; border-bottom: 1px solid var(--line); background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat; }
        .chart svg { width: 100%; height: 100%; display: block; }
        .chart i { position: absolute; left: 0; top: -2px; font-style: normal; font-size: 12px; color: var(--soft); background: var(--card); padding-right: 6px; }
        .chart i + i { top: calc(50% - 10px); }
        .axis { display: flex; justify-content: space-between; color: var(--soft); font-size: 12px; padding-top: 6px; }
        .bar { fill: var(--accent); } .bar:hover { fill: var(--h4); }
        .rows { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; font-size: 14px; }
        .rows bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .rows b { font-weight: 600; font-variant-numeric: tabular-nums; text-align: right; } .rows b small { color: var(--soft); font-weight: 400; margin-left: 6px; }
        .rows svg { grid-column: 1 / -1; width: 100%; height: 6px; margin-bottom: 9px; display: block; } .rows .track { fill: var(--h0); }
        .heat { overflow-x: auto; direction: rtl; padding-bottom: 4px; } .heat svg { direction: ltr; display: block; width: 100%; min-width: 740px; height: auto; }
        .heat text { fill: var(--soft); font-size: 10px; }
        .legend { display: flex; gap: 4px; align-items: center; justify-content: flex-end; margin: 8px 0 0; font-size: 12px; color: var(--soft); } .legend svg { width: 11px; height: 11px; }
        .h0 { fill: var(--h0); } .h1 { fill: var(--h1); } .h2 { fill: var(--h2); } .h3 { fill: var(--h3); } .h4 { fill: var(--h4); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px 20px; margin: 0; } .figures dt { color: var(--soft); font-size: 13px; } .figures dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
        th { text-align: left; color: var(--soft); font-weight: 500; } th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
        .n { text-align: right; } tfoot td { font-weight: 600; border-bottom: 0; } td.models { color: var(--soft); white-space: normal; min-width: 150px; }
        .note { color: var(--warn); margin: 14px 0 0; font-size: 14px; }
        footer { color: var(--soft); font-size: 12.5px; margin-top: 20px; }
        @media (max-width: 760px) { main { padding: 20px 14px 28px; } .cards { grid-template-columns: 1fr 1fr; gap: 12px; } .two { grid-template-columns: 1fr; } .card b { font-size: 21px; } section, .card { padding: 14px; } .chart { height: 150px; } }
        @media print { :root { --bg: #fff; --card: #fff; --ink: #000; --soft: #555; --line: #ccc; --accent: #2f6fed; --h0: #ebedf1; --h1: #bcd3fb; --h2: #82aaf6; --h3: #4a80ee; --h4: #1d4fc0; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } main { max-width: none; padding: 0; } section, .card { break-inside: avoid; } section.days { break-inside: auto; } .heat svg { min-width: 0; } }
        """;
}
