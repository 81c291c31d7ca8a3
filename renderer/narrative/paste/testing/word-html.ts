/**
 * HTML as Word 2016/365 for Windows puts it on the clipboard. Head, conditional comments, attributes
 * without quotes and the line ends within tags are as it writes them.
 */
export function wordPage(fragment: string, styles = ''): string {
  return `<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns:m="http://schemas.microsoft.com/office/2004/12/omml"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<meta name=Originator content="Microsoft Word 15">
<link rel=File-List
href="file:///C:/Users/wang/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <o:OfficeDocumentSettings>
  <o:AllowPNG/>
 </o:OfficeDocumentSettings>
</xml><![endif]-->
<!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:View>Normal</w:View>
  <w:PunctuationKerning/>
  <w:DrawingGridVerticalSpacing>7.8 磅</w:DrawingGridVerticalSpacing>
  <w:LidThemeAsian>ZH-CN</w:LidThemeAsian>
 </w:WordDocument>
</xml><![endif]--><!--[if gte mso 9]><xml>
 <w:LatentStyles DefLockedState="false" LatentStyleCount="376">
  <w:LsdException Locked="false" Priority="0" QFormat="true" Name="Normal"/>
 </w:LatentStyles>
</xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face
	{font-family:宋体;
	panose-1:2 1 6 0 3 1 1 1 1 1;
	mso-font-alt:SimSun;}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no;
	mso-style-qformat:yes;
	mso-style-parent:"";
	margin:0cm;
	text-align:justify;
	font-size:10.5pt;}
h2
	{mso-style-priority:9;
	mso-style-qformat:yes;
	mso-style-link:"标题 2 字符";
	mso-style-next:正文;
	mso-outline-level:2;
	font-size:16.0pt;}
p.MsoListParagraph, li.MsoListParagraph, div.MsoListParagraph
	{mso-style-priority:34;
	text-indent:21.0pt;}
p.a, li.a, div.a
	{mso-style-name:"标题 3";
	mso-outline-level:3;
	font-weight:bold;}
span.msoDel
	{mso-style-type:export-only;
	text-decoration:line-through;
	color:red;}
${styles}
-->
</style>
<!--[if gte mso 10]>
<style>
 /* Style Definitions */
 table.MsoNormalTable
	{mso-style-name:普通表格;}
</style>
<![endif]-->
</head>

<body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'>
<!--StartFragment-->
${fragment}
<!--EndFragment-->
</body>

</html>`;
}

/** A list paragraph with the number that Word wrote before it. */
export function wordItem(marker: string, text: string, list: string, symbolFont = false): string {
  const font = symbolFont ? 'font-family:Wingdings;mso-fareast-font-family:Wingdings' : '';
  return `<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;
mso-char-indent-count:0;mso-list:${list} lfo1'><![if !supportLists]><span lang=EN-US
style='${font};mso-bidi-font-family:"Times New Roman"'><span style='mso-list:Ignore'>${marker}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span
style='font-family:等线'>${text}<span lang=EN-US><o:p></o:p></span></span></p>`;
}

/** List definitions in Word's style sheet. */
export function wordList(
  list: string,
  levels: readonly { level: number; format?: string; text: string }[],
): string {
  return levels
    .map(
      ({ level, format, text }) => `@list ${list}:level${level}
	{${format === undefined ? '' : `mso-level-number-format:${format};\n\t`}mso-level-text:${text};
	mso-level-tab-stop:none;
	mso-level-number-position:left;}`,
    )
    .join('\n');
}
