package io.flashsale.loadtest.benchmark.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ChartTest {

    private static final String SVG = "http://www.w3.org/2000/svg";

    private static final LinePanel LATENCY = new LinePanel(
            "Latency <at a glance> & more",
            "orders a second",
            "ms",
            new LinePanel.Line("p50", List.of(new LinePanel.Point(400, 4.2), new LinePanel.Point(1_851, 48))),
            new LinePanel.Line("p99", List.of(new LinePanel.Point(400, 17), new LinePanel.Point(1_851, 2_360))));

    private static final BarPanel THROUGHPUT = new BarPanel(
            "Throughput",
            "orders a second",
            List.of(
                    new BarPanel.Bar("ours", true, 4_000, 3_900, 4_100),
                    new BarPanel.Bar("theirs", false, 1_000, 1_000, 1_000)));

    private final Document document = parsed(new Chart("A \"chart\"", List.of(LATENCY, THROUGHPUT)).svg());

    @Test
    void isAWellFormedPictureWithoutScripts() {
        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo(SVG);
        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("svg");
        assertThat(elements("*"))
                .extracting(Element::getLocalName)
                .isSubsetOf("svg", "title", "desc", "style", "rect", "line", "polyline", "circle", "text");
        assertThat(elements("*")).allSatisfy(element -> {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
            }
        });
    }

    @Test
    void isReadToThoseWhoDoNotSeeIt() {
        assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
        List<Element> told = Arrays.stream(document.getDocumentElement()
                        .getAttribute("aria-labelledby")
                        .split(" ", -1))
                .map(id -> elements("*").stream()
                        .filter(element -> element.getAttribute("id").equals(id))
                        .findFirst()
                        .orElseThrow())
                .toList();
        assertThat(told).extracting(Element::getLocalName).containsExactly("title", "desc");
        assertThat(told.getFirst().getTextContent()).isEqualTo("A \"chart\"");
        assertThat(told.getLast().getTextContent())
                .contains("Latency <at a glance> & more.")
                .contains("p50: 4.2 ms at 400, 48 ms at 1,851 orders a second.")
                .contains("p99: 17 ms at 400, 2,360 ms at 1,851 orders a second.")
                .contains("ours: 4,000 (3,900–4,100); theirs: 1,000.");
    }

    @Test
    void everyNumberIsWritten() {
        assertThat(elements("text"))
                .extracting(Element::getTextContent)
                .contains("4.2", "48", "17", "2,360", "p50", "p99", "ours", "4,000 (3,900–4,100)", "theirs", "1,000");
    }

    @Test
    void hasColoursForDarkPaperToo() {
        List<String> light = new ArrayList<>();
        List<String> dark = new ArrayList<>();
        String style = elements("style").getFirst().getTextContent();
        int media = style.indexOf("@media (prefers-color-scheme: dark)");
        assertThat(media).isPositive();
        for (Element element : elements("*")) {
            String look = element.getAttribute("class");
            for (String each : look.split(" ", -1)) {
                if (style.substring(0, media).contains("." + each + " {")
                        && !List.of("title", "heading").contains(each)) {
                    light.add(each);
                }
                if (style.substring(media).contains("." + each + " {")) {
                    dark.add(each);
                }
            }
        }
        assertThat(light).isNotEmpty().isEqualTo(dark);
    }

    @Test
    void barsAreAsLongAsTheirNumbers() {
        List<Element> bars = elements("rect").stream()
                .filter(bar -> !bar.getAttribute("class").equals("paper"))
                .toList();

        assertThat(bars).extracting(bar -> bar.getAttribute("class")).containsExactly("first", "other");
        assertThat(number(bars.getFirst(), "width") / number(bars.getLast(), "width"))
                .isCloseTo(4.0, org.assertj.core.api.Assertions.within(0.01));
    }

    @Test
    void pointsAreWhereTheirNumbersBelong() {
        List<Element> points = elements("circle");
        Element p99 = points.get(1);
        Element p50 = points.get(3);

        assertThat(number(p99, "cx")).isEqualTo(number(p50, "cx")).isGreaterThan(number(points.getFirst(), "cx"));
        assertThat(number(p99, "cy")).isLessThan(number(p50, "cy"));
        assertThat(elements("polyline"))
                .extracting(line -> line.getAttribute("points").split(" ", -1).length)
                .containsExactly(2, 2);
    }

    @Test
    void everythingIsOnThePaper() {
        double width = number(document.getDocumentElement(), "width");
        double height = number(document.getDocumentElement(), "height");

        assertThat(elements("text")).isNotEmpty().allSatisfy(text -> {
            assertThat(number(text, "x")).isBetween(0.0, width);
            assertThat(number(text, "y")).isBetween(0.0, height);
        });
    }

    private List<Element> elements(String name) {
        NodeList found = document.getElementsByTagNameNS(SVG, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Document parsed(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("Not well-formed:\n" + svg, e);
        }
    }
}
