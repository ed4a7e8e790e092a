package dev.nightjar.schedules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Signed statements about models; needs no workspace. */
public interface SignatureService {

  /**
   * Checks a signed statement, and the files that it speaks of.
   *
   * @param bundle what {@code registry export} wrote, or another OMS bundle
   * @param publicKey PEM
   * @param folder that holds the model
   * @throws IOException in words when the signature is not by that key over this statement
   */
  Checked check(Path bundle, Path publicKey, Path folder) throws IOException;

  /**
   * What was checked.
   *
   * @param model what the statement calls it
   * @param files that are as they were signed
   * @param findings what is wrong with others, in sentences; empty when all is well
   */
  record Checked(String model, List<String> files, List<String> findings) {}
}
