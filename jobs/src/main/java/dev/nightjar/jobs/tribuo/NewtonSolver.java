package dev.nightjar.jobs.tribuo;

import dev.nightjar.dataset.DataException;
import dev.nightjar.model.Trainer;

/**
 * Minimises a {@link LogisticLoss} by Newton's method; each step is solved by conjugate gradients
 * with the Hessian's diagonal as preconditioner (Nocedal and Wright, Numerical Optimization, 2nd
 * edition, algorithm 7.1).
 */
final class NewtonSolver {

  private static final double SUFFICIENT = 1e-4;
  private static final int MAX_HALVINGS = 40;

  private final LogisticLoss loss;
  private final int width;
  private final int maxIterations;
  private final double tolerance;

  /**
   * A solver.
   *
   * @param tolerance it is done when no entry of the gradient is larger
   */
  NewtonSolver(LogisticLoss loss, int maxIterations, double tolerance) {
    this.loss = loss;
    this.width = loss.width();
    this.maxIterations = maxIterations;
    this.tolerance = tolerance;
  }

  /** The weights, the intercept last; throws {@link DataException} when they are not reached. */
  double[] solve(Trainer.Progress progress) {
    double[] w = new double[width];
    double[] gradient = new double[width];
    double value = loss.at(w, gradient);
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      double steepest = largest(gradient);
      if (steepest <= tolerance) {
        progress.at(maxIterations, maxIterations);
        return w;
      }
      double[] step = step(gradient);
      double slope = dot(step, gradient);
      double[] next = new double[width];
      double[] nextGradient = new double[width];
      double length = 1;
      double nextValue = Double.NaN;
      int halvings = 0;
      for (; halvings < MAX_HALVINGS; halvings++, length /= 2) {
        for (int i = 0; i < width; i++) {
          next[i] = w[i] + length * step[i];
        }
        nextValue = loss.at(next, nextGradient);
        // Near the minimum the value's last digits are noise; there the gradient decides.
        boolean flat =
            nextValue <= value + 1e-12 * Math.abs(value) && largest(nextGradient) < steepest;
        if (flat || nextValue <= value + SUFFICIENT * length * slope) {
          break;
        }
      }
      if (halvings == MAX_HALVINGS) {
        throw unfinished(iteration, steepest);
      }
      w = next;
      gradient = nextGradient;
      value = nextValue;
      progress.at(iteration + 1, maxIterations);
    }
    if (largest(gradient) <= tolerance) {
      return w;
    }
    throw unfinished(maxIterations, largest(gradient));
  }

  private static DataException unfinished(int iterations, double steepest) {
    return new DataException(
        "Logistic regression did not converge in "
            + iterations
            + " iterations (largest gradient "
            + steepest
            + "): raise max_iterations, or l2.");
  }

  // Solves H·step = −gradient, the better the nearer the minimum is.
  private double[] step(double[] gradient) {
    double[] diagonal = loss.diagonal();
    double[] step = new double[width];
    double[] residual = new double[width];
    double[] direction = new double[width];
    double[] product = new double[width];
    for (int i = 0; i < width; i++) {
      residual[i] = -gradient[i];
      direction[i] = residual[i] / diagonal[i];
    }
    double rho = dot(residual, direction);
    double norm = Math.sqrt(dot(gradient, gradient));
    double enough = norm * Math.min(0.1, Math.sqrt(norm));
    int limit = Math.max(50, 2 * width);
    for (int i = 0; i < limit && Math.sqrt(dot(residual, residual)) > enough; i++) {
      loss.hessian(direction, product);
      double bend = dot(direction, product);
      if (!(bend > 0)) {
        break;
      }
      double alpha = rho / bend;
      for (int j = 0; j < width; j++) {
        step[j] += alpha * direction[j];
        residual[j] -= alpha * product[j];
      }
      double next = 0;
      for (int j = 0; j < width; j++) {
        next += residual[j] * residual[j] / diagonal[j];
      }
      double beta = next / rho;
      for (int j = 0; j < width; j++) {
        direction[j] = residual[j] / diagonal[j] + beta * direction[j];
      }
      rho = next;
    }
    return step;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] v) {
    double largest = 0;
    for (double x : v) {
      // NaN must not pass for small.
      largest = Math.abs(x) <= largest ? largest : Math.abs(x);
    }
    return largest;
  }
}
