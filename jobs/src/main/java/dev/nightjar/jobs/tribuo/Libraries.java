package dev.nightjar.jobs.tribuo;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.tribuo.Tribuo;

/** What has a part in the scores of a model besides our own code. */
public final class Libraries {

  private Libraries() {}

  /** Versions of {@code tribuo}, {@code xgboost} and {@code java}; {@code os} and {@code arch}. */
  public static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("tribuo", Tribuo.VERSION);
    versions.put("xgboost", xgboost());
    versions.put("java", System.getProperty("java.version"));
    versions.put("os", System.getProperty("os.name"));
    versions.put("arch", System.getProperty("os.arch"));
    return Collections.unmodifiableMap(versions);
  }

  /**
   * Loads the native library of XGBoost, and gives its version.
   *
   * @throws IllegalStateException with the cure when it cannot be loaded
   */
  public static String loadXgboost() {
    XgboostLibrary.require();
    return xgboost();
  }

  // Reads the resource only: the class itself would load the native library.
  private static String xgboost() {
    Properties properties = new Properties();
    try (InputStream in = XGBoost.class.getResourceAsStream("/xgboost4j-version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the jar of XGBoost cannot be read", e);
    }
    return properties.getProperty("version", "unknown");
  }
}
