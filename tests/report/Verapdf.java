import java.io.*;
import java.util.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.*;

/**
 * Prints every rule of PDF/A-3a and PDF/UA-1 that a file breaks: file, profile, clause, message.
 * Arguments: files. The library's own way to read its profiles needs a part that its jar leaves out,
 * so they are read here.
 */
public class Verapdf {
  static final Map<PDFAFlavour, String> PROFILES =
      Map.of(PDFAFlavour.PDFA_3_A, "PDFA-3A", PDFAFlavour.PDFUA_1, "PDFUA-1");

  public static void main(String[] files) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (var wanted : PROFILES.entrySet()) {
      ValidationProfile profile = read(wanted.getKey(), wanted.getValue());
      for (String file : files) check(file, wanted.getKey(), profile);
    }
  }

  static void check(String file, PDFAFlavour flavour, ValidationProfile profile) throws Exception {
    var foundry = Foundries.defaultInstance();
    try (PDFAParser parser = foundry.createParser(new File(file), flavour);
        PDFAValidator validator = foundry.createValidator(profile, 100, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      for (RuleId rule : result.getFailedChecks().keySet())
        System.out.println(String.join("\t", file, flavour.getId(), rule.getClause(), "" + rule.getTestNumber()));
      System.out.println(String.join("\t", file, flavour.getId(), "checks", "" + result.getTotalAssertions()));
    }
  }

  static ValidationProfile read(PDFAFlavour flavour, String name) throws Exception {
    Element root;
    try (InputStream xml = Verapdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    }
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : below(root, "rule")) {
      Element id = below(rule, "id").get(0), error = below(rule, "error").get(0);
      List<ErrorArgument> arguments = new ArrayList<>();
      for (Element each : below(error, "argument"))
        arguments.add(ErrorArgumentImpl.fromValues(each.getTextContent(), null, null));
      var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
      int number = Integer.parseInt(id.getAttribute("testNumber"));
      rules.add(Profiles.ruleFromValues(
          Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
          rule.getAttribute("object"), Boolean.valueOf(rule.getAttribute("deferred")),
          rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
          Profiles.errorFromValues(text(error, "message"), arguments), List.of()));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element each : below(root, "variable"))
      variables.add(Profiles.variableFromValues(each.getAttribute("name"),
          each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
    var details = Profiles.profileDetailsFromValues(name, name, "", new Date(0));
    return Profiles.profileFromValues(flavour, details, "", rules, variables);
  }

  static List<Element> below(Element element, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = element.getElementsByTagName(name);
    for (int n = 0; n < nodes.getLength(); n++) found.add((Element) nodes.item(n));
    return found;
  }

  static String text(Element element, String name) {
    List<Element> found = below(element, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}
