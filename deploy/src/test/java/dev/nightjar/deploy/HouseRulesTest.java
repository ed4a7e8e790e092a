package dev.nightjar.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The directions of the house. Plain tests: fields of rules are not run by Surefire. */
class HouseRulesTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.nightjar");

  /** Each framework, and the one package that may know it. */
  private static final Map<String, String> FRAMEWORKS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("org.duckdb..", "dev.nightjar.jobs.duckdb"),
              Map.entry("org.apache.parquet..", "dev.nightjar.jobs.parquet"),
              Map.entry("org.apache.hadoop..", "dev.nightjar.jobs.parquet"),
              Map.entry("com.github.luben.zstd..", "dev.nightjar.jobs.parquet"),
              Map.entry("org.tribuo..", "dev.nightjar.jobs.tribuo"),
              Map.entry("ml.dmlc..", "dev.nightjar.jobs.tribuo"),
              Map.entry("com.oracle.labs..", "dev.nightjar.jobs.tribuo"),
              Map.entry("com.google.protobuf..", "dev.nightjar.jobs.tribuo"),
              Map.entry("org.h2..", "dev.nightjar.jobs.jdbc"),
              Map.entry("org.flywaydb..", "dev.nightjar.jobs.jdbc"),
              Map.entry("org.snakeyaml..", "dev.nightjar.jobs.config"),
              Map.entry("io.openlineage..", "dev.nightjar.jobs.openlineage"),
              Map.entry("io.opentelemetry..", "dev.nightjar.jobs.opentelemetry"),
              Map.entry("software.amazon.awssdk..", "dev.nightjar.jobs.s3"),
              Map.entry("org.slf4j.simple..", "dev.nightjar.schedules.logging"),
              Map.entry("jakarta.mail..", "dev.nightjar.jobs.mail"),
              Map.entry("org.eclipse.angus..", "dev.nightjar.jobs.mail"),
              Map.entry("org.quartz..", "dev.nightjar.schedules.quartz"),
              Map.entry("io.javalin..", "dev.nightjar.schedules.http"),
              Map.entry("org.eclipse.jetty..", "dev.nightjar.schedules.http"),
              Map.entry("jakarta.servlet..", "dev.nightjar.schedules.http"),
              Map.entry("kotlin..", "dev.nightjar.schedules.http"),
              Map.entry("io.micrometer..", "dev.nightjar.schedules.metrics"),
              Map.entry("picocli..", "dev.nightjar.schedules.cli")));

  /** What each room of the core may know, besides itself. */
  private static final Map<String, String[]> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("text", rooms()),
              Map.entry("store", rooms("text")),
              Map.entry("statistics", rooms("text")),
              Map.entry("sliceline", rooms()),
              Map.entry("dataset", rooms("store", "text")),
              Map.entry("expectation", rooms("dataset", "statistics", "text")),
              Map.entry("model", rooms("dataset", "store", "text")),
              Map.entry(
                  "evaluation",
                  rooms(
                      "store",
                      "dataset",
                      "drift",
                      "latency",
                      "model",
                      "probe",
                      "reuse",
                      "sliceline",
                      "statistics",
                      "text")),
              Map.entry("probe", rooms("store", "dataset", "statistics", "text")),
              Map.entry("latency", rooms("store", "statistics")),
              Map.entry("drift", rooms("store", "dataset", "statistics", "text")),
              Map.entry("influence", rooms("evaluation", "statistics")),
              Map.entry("multiclass", rooms("evaluation", "influence", "statistics", "text")),
              Map.entry(
                  "multilabel",
                  rooms("evaluation", "influence", "multiclass", "statistics", "text")),
              Map.entry("regression", rooms("evaluation", "influence", "statistics", "text")),
              Map.entry("reuse", rooms("store", "dataset", "statistics", "text")),
              Map.entry("gate", rooms("statistics", "text")),
              Map.entry("registry", rooms("store", "model", "gate", "text")),
              Map.entry("alert", rooms("text")),
              Map.entry("run", rooms("alert", "store", "text")),
              Map.entry("access", rooms("run", "store", "text")),
              Map.entry("upkeep", rooms("store", "registry", "run", "text"))));

  private static String[] rooms(String... names) {
    return names;
  }

  @Test
  void thereIsAHouse() {
    assertThat(HOUSE.size()).as("classes under the rules").isGreaterThan(50);
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching("dev.nightjar.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void everyFrameworkLivesInOnePackage() {
    FRAMEWORKS.forEach(
        (framework, home) ->
            noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(framework)
                .because(framework + " belongs to " + home)
                .allowEmptyShould(true)
                .check(HOUSE));
  }

  @Test
  void theCoreImportsNoFramework() {
    String[] rooms = ROOMS.keySet().stream().map(r -> "dev.nightjar." + r).toArray(String[]::new);
    classes()
        .that()
        .resideInAnyPackage(rooms)
        .or()
        .resideInAPackage("dev.nightjar.decision")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.nightjar..",
            "org.jspecify..",
            "org.slf4j..",
            "com.fasterxml.jackson..",
            "org.apache.commons.statistics..",
            "org.apache.commons.rng..")
        .check(HOUSE);
  }

  @Test
  void roomsKnowOnlyTheirNeighbours() {
    ROOMS.forEach(
        (room, neighbours) -> {
          String[] allowed = new String[neighbours.length + 1];
          for (int i = 0; i < neighbours.length; i++) {
            allowed[i] = "dev.nightjar." + neighbours[i];
          }
          allowed[neighbours.length] = "dev.nightjar." + room;
          noClasses()
              .that()
              .resideInAPackage("dev.nightjar." + room)
              .should()
              .dependOnClassesThat(
                  JavaClass.Predicates.resideInAPackage("dev.nightjar..")
                      .and(
                          com.tngtech.archunit.base.DescribedPredicate.not(
                              JavaClass.Predicates.resideInAnyPackage(allowed))))
              .because(room + " may know " + String.join(", ", allowed))
              .check(HOUSE);
        });
  }

  @Test
  void modulesPointOneWay() {
    noClasses()
        .that()
        .resideInAPackage("dev.nightjar.jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.nightjar.schedules..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.nightjar.schedules",
            "dev.nightjar.schedules.cli",
            "dev.nightjar.schedules.http",
            "dev.nightjar.schedules.metrics",
            "dev.nightjar.schedules.quartz",
            "dev.nightjar.schedules.remote",
            "dev.nightjar.schedules.wire")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.nightjar.jobs..", "dev.nightjar.schedules.app")
        .because("only the composition root knows everything")
        .check(HOUSE);
  }

  @Test
  void concreteClassesAreFinalOrRecords() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .areNotAnonymousClasses()
        .should(
            new ArchCondition<JavaClass>("be final, a record or an enum") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                boolean closed =
                    item.getModifiers().contains(JavaModifier.FINAL)
                        || item.isEnum()
                        || item.isRecord()
                        || item.getEnclosingClass().map(JavaClass::isEnum).orElse(false);
                events.add(new SimpleConditionEvent(item, closed, item.getName() + " is open"));
              }
            })
        .check(HOUSE);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?").check(HOUSE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .because("nothing is deserialised by Java")
        .check(HOUSE);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.nightjar.schedules.app")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .orShould()
        .callMethod(java.time.ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("time is an InstantSource")
        .check(HOUSE);
  }

  @Test
  void onlyHousekeepingRemovesObjects() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.nightjar.upkeep..")
        .and()
        .areNotAssignableTo("dev.nightjar.store.ObjectStore")
        .should()
        .callMethod("dev.nightjar.store.ObjectStore", "upkeep")
        .orShould()
        .callMethod("dev.nightjar.store.StoreUpkeep", "remove", "dev.nightjar.store.ObjectKey")
        .because("to everybody else an object, once there, is there for good")
        .check(HOUSE);
  }

  @Test
  void noFieldIsInjectedOrOpen() {
    fields().that().arePublic().should().beStatic().andShould().beFinal().check(HOUSE);
  }
}
