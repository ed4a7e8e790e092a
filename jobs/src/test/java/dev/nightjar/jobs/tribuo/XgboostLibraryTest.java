package dev.nightjar.jobs.tribuo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class XgboostLibraryTest {

  @Test
  void isThere() {
    assertThatCode(XgboostLibrary::require).doesNotThrowAnyException();
  }

  @Test
  void withoutOpenMpSaysWhatToInstall() {
    assertThatThrownBy(
            () ->
                XgboostLibrary.require(
                    () -> {
                      throw new UnsatisfiedLinkError(
                          "/tmp/libxgboost4j.so: libgomp.so.1: cannot open shared object file");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("XGBoost's native library cannot be loaded on ")
        .hasMessageContaining("apt-get install libgomp1")
        .hasMessageContaining("take the trainer logistic");
  }

  @Test
  void onAnotherPlatformSaysWhereItExists() {
    assertThatThrownBy(
            () ->
                XgboostLibrary.require(
                    () -> {
                      throw new ExceptionInInitializerError(
                          new IllegalStateException("Unsupported architecture: riscv64"));
                    }))
        .hasMessageContaining("riscv64")
        .hasMessageContaining("It exists for Linux (glibc) and macOS");
    assertThatThrownBy(
            () ->
                XgboostLibrary.require(
                    () -> {
                      throw new XGBoostError("Error loading shared library ld-linux-x86-64.so.2");
                    }))
        .hasMessageContaining("instead of Alpine");
  }
}
